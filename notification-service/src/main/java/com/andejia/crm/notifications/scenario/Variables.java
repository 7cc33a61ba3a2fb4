package com.andejia.crm.notifications.scenario;

import com.andejia.crm.events.ContractEvent;
import com.andejia.crm.events.ResumeEvent;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** What all texts of a family of events may say, beside what only one of them can. */
final class Variables {
    private Variables() {}

    static Map<String, String> of(ResumeEvent event, Map<String, String> own) {
        Map<String, String> all = new HashMap<>(own);
        all.put("resumeId", event.resumeId());
        all.put("resumeName", event.resumeName());
        all.put("actorName", Texts.nameOf(event.actor()));
        return Map.copyOf(all);
    }

    static Map<String, String> of(ContractEvent event, Map<String, String> own) {
        LocalDate end = event.endDate();
        Map<String, String> all = new HashMap<>(own);
        all.put("contractId", event.contractId());
        all.put("contractNumber", event.contractNumber());
        all.put("customerName", event.customerName());
        all.put("ownerName", event.assignedTo().name());
        all.put("actorName", Texts.nameOf(event.actor()));
        all.put("endDate", Texts.orUnknown(end == null ? null : end.toString()));
        return Map.copyOf(all);
    }
}
