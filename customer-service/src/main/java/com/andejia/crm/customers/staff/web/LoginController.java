package com.andejia.crm.customers.staff.web;

import com.andejia.crm.customers.api.Answer;
import com.andejia.crm.customers.api.ClientAddress;
import com.andejia.crm.customers.api.Fields;
import com.andejia.crm.customers.staff.ConditionalOnOwnIssuer;
import com.andejia.crm.customers.staff.Login;
import com.andejia.crm.customers.staff.Role;
import com.andejia.crm.customers.staff.SignedIn;
import com.andejia.crm.customers.staff.Staff;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@ConditionalOnOwnIssuer
class LoginController {
    private final Login login;
    private final boolean secureCookie;

    LoginController(Login login, @Value("${crm.identity.secure-cookie}") boolean secureCookie) {
        this.login = login;
        this.secureCookie = secureCookie;
    }

    @PostMapping(path = "/api/auth/login", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Answer<Token>>> login(@RequestBody JsonNode body, ServerHttpRequest request) {
        Fields fields = Fields.of(body);
        Credentials given = Credentials.read(fields);
        fields.check();
        return login.login(given.username(), given.password(), ClientAddress.of(request))
                .map(this::answer);
    }

    private ResponseEntity<Answer<Token>> answer(SignedIn signedIn) {
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, cookie(signedIn).toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(Answer.of("登录成功", Token.of(signedIn)));
    }

    /** For the browser's notification stream, which cannot send a header; this service does not read it. */
    private ResponseCookie cookie(SignedIn signedIn) {
        return ResponseCookie.from("crm_session", signedIn.token())
                .httpOnly(true)
                .secure(secureCookie)
                .sameSite("Strict")
                .path("/")
                .maxAge(signedIn.validity())
                .build();
    }

    record Credentials(String username, String password) {
        static Credentials read(Fields fields) {
            return new Credentials(
                    fields.required("username", field -> fields.text(field, 64), ""),
                    fields.required("password", field -> fields.text(field, 200), ""));
        }

        /** Never the password: a record that is logged by accident must not tell it. */
        @Override
        public String toString() {
            return "Credentials[…]";
        }
    }

    record Token(String token, long expiresIn, User user) {
        static Token of(SignedIn signedIn) {
            return new Token(signedIn.token(), signedIn.validity().toSeconds(), User.of(signedIn.user()));
        }
    }

    record User(String id, String name, List<String> roles) {
        static User of(Staff staff) {
            return new User(
                    staff.id(),
                    staff.name(),
                    staff.roles().stream().map(Role::wireName).toList());
        }
    }
}
