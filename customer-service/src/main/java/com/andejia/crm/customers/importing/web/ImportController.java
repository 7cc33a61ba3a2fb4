package com.andejia.crm.customers.importing.web;

import com.andejia.crm.customers.api.Answer;
import com.andejia.crm.customers.api.Fields;
import com.andejia.crm.customers.importing.CustomerImport;
import com.andejia.crm.customers.importing.ImportProgress;
import com.andejia.crm.customers.importing.ImportTemplate;
import com.andejia.crm.customers.staff.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.SchemaProperty;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@RestController
@RequestMapping("/api/customers/import")
class ImportController {
    private static final List<String> FORMATS = List.of("csv", "xlsx");

    private final CustomerImport customerImport;
    private final ImportProgress progress;
    private final ImportTemplate template;
    private final Uploads uploads;

    ImportController(CustomerImport customerImport, ImportProgress progress, ImportTemplate template, Uploads uploads) {
        this.customerImport = customerImport;
        this.progress = progress;
        this.template = template;
        this.uploads = uploads;
    }

    @Operation(
            summary = "导入 CSV 或 XLSX 文件，一次最多 10000 行；进度见 /api/operations/{id}",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schemaProperties =
                                                    @SchemaProperty(
                                                            name = "file",
                                                            schema = @Schema(type = "string", format = "binary")))))
    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Answer<OperationView>> start(ServerHttpRequest request, @AuthenticationPrincipal Actor actor) {
        return uploads.use(request, file -> customerImport.begin(actor, file))
                .flatMap(operation -> progress.of(operation.id()))
                .map(begun -> Answer.of("导入已开始", OperationView.of(begun)));
    }

    @Operation(summary = "导入模板：表头、示例行和可选值")
    @GetMapping("/template")
    Mono<Void> template(@RequestParam MultiValueMap<String, String> parameters, ServerHttpResponse response) {
        Fields fields = Fields.ofQuery(parameters);
        boolean isCsv = "csv".equals(format(fields));
        fields.check();
        return Mono.fromSupplier(() -> isCsv ? template.csv() : template.xlsx())
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(bytes -> {
                    Download.describe(
                            response, isCsv ? Download.CSV : Download.XLSX, isCsv ? "客户导入模板.csv" : "客户导入模板.xlsx");
                    DataBuffer body = response.bufferFactory().wrap(bytes);
                    return response.writeWith(Mono.just(body));
                });
    }

    static @Nullable String format(Fields fields) {
        return fields.oneOf("format", FORMATS);
    }
}
