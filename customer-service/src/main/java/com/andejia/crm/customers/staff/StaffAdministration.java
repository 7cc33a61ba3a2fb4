package com.andejia.crm.customers.staff;

import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Adds and changes members of staff; every change is an event. */
@Service
public class StaffAdministration {
    private static final Logger log = LoggerFactory.getLogger(StaffAdministration.class);

    private final StaffMembers members;
    private final Passwords passwords;

    StaffAdministration(StaffMembers members, Passwords passwords) {
        this.members = members;
        this.passwords = passwords;
    }

    /** Whoever changed the member of staff in the meantime, this is the state that is asked for. */
    public Mono<Staff> put(Actor admin, Staff wanted, @Nullable String password) {
        return refuseLockingOneselfOut(admin, wanted)
                .then(Mono.defer(() -> members.find(wanted.id())))
                .flatMap(present -> change(present, wanted, password))
                .switchIfEmpty(Mono.defer(() -> add(wanted, password)))
                .doOnNext(staff -> log.info("staff {} put by {}", staff.id(), admin.id()));
    }

    private Mono<Staff> change(StaffMembers.Entry present, Staff wanted, @Nullable String password) {
        if (present.staff().equals(wanted) && password == null) {
            return Mono.just(wanted);
        }
        return hash(password)
                .defaultIfEmpty(Objects.requireNonNullElse(present.passwordHash(), ""))
                .map(hash -> new StaffMembers.Entry(wanted, hash.isEmpty() ? null : hash, present.version()))
                .flatMap(members::change)
                .switchIfEmpty(Mono.error(StaffAdministration::changedMeanwhile));
    }

    /** Without a password they can sign in through an external identity provider only. */
    private Mono<Staff> add(Staff wanted, @Nullable String password) {
        return hash(password)
                .flatMap(hash -> members.add(wanted, hash))
                .switchIfEmpty(Mono.defer(() -> password == null ? members.add(wanted, null) : Mono.empty()))
                .switchIfEmpty(Mono.error(StaffAdministration::changedMeanwhile));
    }

    private Mono<String> hash(@Nullable String password) {
        return password == null ? Mono.empty() : passwords.hash(password);
    }

    private static Mono<Void> refuseLockingOneselfOut(Actor admin, Staff wanted) {
        boolean locksOut = admin.id().equals(wanted.id())
                && !(wanted.active() && wanted.roles().contains(Role.ADMIN));
        return locksOut ? Mono.error(Refusal.of(Kind.AGAINST_THE_RULES, "不能停用自己或取消自己的管理员角色")) : Mono.empty();
    }

    private static Refusal changedMeanwhile() {
        return Refusal.of(Kind.CONFLICT, "员工信息刚被他人修改，请重试");
    }
}
