package com.andejia.crm.customers.staff;

import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;
import com.andejia.crm.customers.staff.StaffMembers.Entry;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** From a password to a token. Nothing in the answer, or in its time, tells why it was refused. */
@Service
@ConditionalOnOwnIssuer
public class Login {
    private static final Logger log = LoggerFactory.getLogger(Login.class);

    private final StaffMembers members;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final TokenIssuer issuer;

    Login(StaffMembers members, Passwords passwords, LoginThrottle throttle, TokenIssuer issuer) {
        this.members = members;
        this.passwords = passwords;
        this.throttle = throttle;
        this.issuer = issuer;
    }

    public Mono<SignedIn> login(String username, String password, String address) {
        return throttle.check(username, address)
                .then(Mono.defer(() -> members.find(username)))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(entry -> passwords
                        .matches(password, entry.map(Entry::passwordHash).orElse(null))
                        .filter(matches -> matches)
                        .flatMap(matches -> Mono.justOrEmpty(entry.map(Entry::staff))))
                .filter(Staff::active)
                .map(issuer::issue)
                .doOnNext(signedIn ->
                        log.info("staff {} signed in", signedIn.user().id()))
                .switchIfEmpty(Mono.error(() -> refuse(username, address)));
    }

    private Refusal refuse(String username, String address) {
        throttle.failed(username, address);
        return Refusal.of(Kind.UNAUTHENTICATED, "用户名或密码错误");
    }
}
