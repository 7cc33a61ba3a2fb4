package com.andejia.crm.notifications.console;

import com.andejia.crm.notifications.api.Answer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Asked by the page before anybody has signed in. */
@RestController
class ConsoleController {
    private final ConsoleSettings settings;

    ConsoleController(ConsoleSettings settings) {
        this.settings = settings;
    }

    @Operation(summary = "控制台页面的设置，无需登录")
    @SecurityRequirements
    @GetMapping(path = "/console/settings", produces = MediaType.APPLICATION_JSON_VALUE)
    Answer<ConsoleSettings> settings() {
        return Answer.of(settings);
    }
}
