package com.andejia.crm.customers.api;

import com.andejia.crm.customers.api.Refusal.Kind;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebInputException;

/** What a failure of the framework or the database means to the caller. */
final class Refusals {
    private static final Duration SOON = Duration.ofSeconds(2);

    private Refusals() {}

    static Refusal from(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return refusal;
        } else if (failure instanceof AuthenticationServiceException) {
            return Refusal.later(Kind.UNAVAILABLE, "暂时无法验证登录，请稍后再试", SOON);
        } else if (failure instanceof AuthenticationException) {
            return Refusal.of(Kind.UNAUTHENTICATED, "请先登录");
        } else if (failure instanceof AccessDeniedException) {
            return Refusal.of(Kind.FORBIDDEN, "没有权限");
        } else if (isCausedBy(failure, DataBufferLimitException.class)) {
            return ofStatus(Kind.TOO_LARGE.status());
        } else if (failure instanceof ServerWebInputException || failure instanceof DecodingException) {
            return Refusal.of(Kind.INVALID, "请求格式不正确");
        } else if (failure instanceof ErrorResponse response) {
            return ofStatus(response.getStatusCode().value());
        } else if (isOfTheDatabase(failure)) {
            return Refusal.later(Kind.UNAVAILABLE, "服务暂时不可用，请稍后再试", SOON);
        }
        return ofStatus(Kind.FAILED.status());
    }

    /** Such as Allow beside a 405. */
    static HttpHeaders headers(Throwable failure) {
        return failure instanceof ErrorResponse response ? response.getHeaders() : HttpHeaders.EMPTY;
    }

    private static boolean isOfTheDatabase(Throwable failure) {
        return failure instanceof DataAccessException
                || failure instanceof TimeoutException
                || failure instanceof RejectedExecutionException;
    }

    private static Refusal ofStatus(int status) {
        return switch (status) {
            case 401 -> Refusal.of(Kind.UNAUTHENTICATED, "请先登录");
            case 403 -> Refusal.of(Kind.FORBIDDEN, "没有权限");
            case 404 -> Refusal.of(Kind.NOT_FOUND, "资源不存在");
            case 405 -> Refusal.of(Kind.METHOD_NOT_ALLOWED, "不支持该请求方法");
            case 406 -> Refusal.of(Kind.NOT_ACCEPTABLE, "无法提供所要求的格式");
            case 413 -> Refusal.of(Kind.TOO_LARGE, "请求内容过大");
            case 415 -> Refusal.of(Kind.UNSUPPORTED_MEDIA_TYPE, "请使用 application/json");
            case 429 -> Refusal.of(Kind.TOO_MANY, "请求过于频繁，请稍后再试");
            default -> status < 500 ? Refusal.of(Kind.INVALID, "请求格式不正确") : Refusal.of(Kind.FAILED, "服务器内部错误");
        };
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
