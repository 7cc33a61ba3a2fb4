package com.andejia.crm.notifications.pipeline.web;

import com.andejia.crm.notifications.api.Answer;
import com.andejia.crm.notifications.pipeline.Picture;
import com.andejia.crm.notifications.pipeline.Pipeline;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** For admins only, as the security rules have it. */
@RestController
class PipelineController {
    private final Pipeline pipeline;

    PipelineController(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Operation(summary = "管道现状（管理员）：各消费者、主题、分区的积压与速率，未发布的 outbox，打开的流，死信")
    @GetMapping(path = "/api/ops/pipeline", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Answer<Picture>> pipeline() {
        return pipeline.picture().map(Answer::of);
    }
}
