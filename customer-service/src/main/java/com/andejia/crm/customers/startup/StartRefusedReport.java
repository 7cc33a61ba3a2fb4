package com.andejia.crm.customers.startup;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why the service would not start and what to change, in place of a stack trace. */
class StartRefusedReport extends AbstractFailureAnalyzer<StartRefused> {
    @Override
    protected FailureAnalysis analyze(Throwable root, StartRefused refusal) {
        return new FailureAnalysis(
                "This configuration is not safe to run: " + refusal.getMessage() + ".",
                "Set or remove what is named, then start again.",
                refusal);
    }
}
