package com.andejia.crm.notifications.api;

import com.mongodb.MongoException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.codec.CodecException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.kafka.KafkaException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;

/** Every failure as RFC 9457 problem details with a Chinese message, and nothing of the inside. */
@RestControllerAdvice
class Problems {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    static final String REJECTED = "请求中有不允许的字符或路径";

    private static final Map<Integer, String> MESSAGES = Map.of(
            400, "请求格式有误",
            404, "请求的内容不存在",
            405, "不支持该请求方法",
            406, "无法按要求的格式返回",
            413, "请求内容过大",
            415, "请以 application/json 格式提交");

    /** One field and what is wrong with it. */
    record FieldError(String field, String message) {}

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(InvalidRequest e) {
        return problem(
                HttpStatus.BAD_REQUEST, "请求参数有误：" + e.problem(), List.of(new FieldError(e.field(), e.problem())));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(RefusedRequest e) {
        return problem(HttpStatus.valueOf(e.getStatusCode().value()), e.problem(), e.errors());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(ServerWebInputException e) {
        if (has(e, DataBufferLimitException.class)) {
            return problem(HttpStatus.CONTENT_TOO_LARGE, "请求内容过大", List.of());
        }
        String parameter =
                e.getMethodParameter() == null ? null : e.getMethodParameter().getParameterName();
        if (parameter == null || has(e, CodecException.class)) {
            return problem(HttpStatus.BAD_REQUEST, "请求内容不是有效的 JSON，或字段类型有误", List.of());
        }
        String what = e instanceof MissingRequestValueException ? "必填" : "格式有误";
        return problem(HttpStatus.BAD_REQUEST, "请求参数有误：" + parameter, List.of(new FieldError(parameter, what)));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(ResponseStatusException e) {
        return answer(e.getStatusCode(), e.getHeaders());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(ErrorResponseException e) {
        return answer(e.getStatusCode(), e.getHeaders());
    }

    /** A header or parameter that the firewall looks at only when it is read, such as a Last-Event-ID in Chinese. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> rejected(ServerExchangeRejectedException e) {
        return problem(HttpStatus.BAD_REQUEST, REJECTED, List.of());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLarge(DataBufferLimitException e) {
        return problem(HttpStatus.CONTENT_TOO_LARGE, "请求内容过大", List.of());
    }

    @ExceptionHandler({
        DataAccessException.class,
        MongoException.class,
        KafkaException.class,
        org.apache.kafka.common.KafkaException.class,
        TimeoutException.class
    })
    ResponseEntity<ProblemDetail> unavailable(Exception e) {
        log.warn("answered 503: {}", e.toString());
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "2")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(detail(HttpStatus.SERVICE_UNAVAILABLE, "服务暂时不可用，请稍后重试", List.of()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(Exception e) {
        log.error("answered 500", e);
        return problem(HttpStatus.INTERNAL_SERVER_ERROR, "系统内部错误", List.of());
    }

    private static ResponseEntity<ProblemDetail> answer(HttpStatusCode status, HttpHeaders headers) {
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(detail(status, MESSAGES.getOrDefault(status.value(), "请求未能完成"), List.of()));
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String message, List<FieldError> errors) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(detail(status, message, errors));
    }

    static ProblemDetail detail(HttpStatusCode status, String message, List<FieldError> errors) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, message);
        problem.setProperty("success", false);
        problem.setProperty("message", message);
        if (!errors.isEmpty()) {
            problem.setProperty("errors", errors);
        }
        return problem;
    }

    private static boolean has(@Nullable Throwable e, Class<?> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
