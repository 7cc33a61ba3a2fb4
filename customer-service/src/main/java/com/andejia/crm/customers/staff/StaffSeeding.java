package com.andejia.crm.customers.staff;

import com.andejia.crm.customers.staff.IdentityProperties.FirstAdmin;
import com.andejia.crm.customers.startup.Preparation;
import com.andejia.crm.customers.startup.StartRefused;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sees to it that someone can sign in, and that nobody can with a password that everybody knows. */
@Component
@Order(3) // after the indexes
class StaffSeeding implements Preparation {
    private static final Logger log = LoggerFactory.getLogger(StaffSeeding.class);

    private static final List<Staff> LOCAL = List.of(
            new Staff("admin", "管理员", List.of(Role.ADMIN), true),
            new Staff("manager", "王经理", List.of(Role.MANAGER), true),
            new Staff("alice", "爱丽丝", List.of(Role.EMPLOYEE), true),
            new Staff("bob", "鲍勃", List.of(Role.EMPLOYEE), true));

    private final StaffMembers members;
    private final Passwords passwords;
    private final IdentityProperties properties;
    private final boolean isLocal;

    StaffSeeding(StaffMembers members, Passwords passwords, IdentityProperties properties, Environment environment) {
        this.members = members;
        this.passwords = passwords;
        this.properties = properties;
        this.isLocal = environment.acceptsProfiles(Profiles.of("local"));
    }

    @Override
    public Mono<Void> prepare() {
        if (isLocal) {
            return properties.seedLocalStaff() ? seedLocalStaff() : Mono.empty();
        } else if (properties.seedLocalStaff()) {
            return Mono.error(new StartRefused("crm.identity.seed-local-staff is for the local profile alone"));
        }
        return refuseLocalPasswords().then(Mono.defer(this::addFirstAdmin));
    }

    private Mono<Void> seedLocalStaff() {
        return Flux.fromIterable(LOCAL)
                .concatMap(staff -> addIfAbsent(staff, localPassword(staff)))
                .then();
    }

    private Mono<Void> refuseLocalPasswords() {
        return Flux.fromIterable(LOCAL)
                .concatMap(staff -> members.find(staff.id()))
                .concatMap(entry -> passwords
                        .matches(localPassword(entry.staff()), entry.passwordHash())
                        .filter(matches -> matches)
                        .map(matches -> entry.staff()))
                .next()
                .flatMap(staff -> Mono.error(new StartRefused(
                        "staff " + staff.id() + " has the password of the local profile; this is another profile")));
    }

    private Mono<Void> addFirstAdmin() {
        FirstAdmin admin = properties.firstAdmin();
        if (admin == null || !StringUtils.hasText(admin.username()) || !StringUtils.hasText(admin.password())) {
            return Mono.empty();
        }
        var staff = new Staff(admin.username(), "管理员", List.of(Role.ADMIN), true);
        if (admin.password().equals(localPassword(staff))) {
            return Mono.error(new StartRefused("crm.identity.first-admin.password is the one of the local profile"));
        }
        return addIfAbsent(staff, admin.password());
    }

    private Mono<Void> addIfAbsent(Staff staff, String password) {
        return members.find(staff.id())
                .map(StaffMembers.Entry::staff)
                .switchIfEmpty(passwords
                        .hash(password)
                        .flatMap(hash -> members.add(staff, hash))
                        .doOnNext(added -> log.info("staff {} seeded", added.id())))
                .then();
    }

    private static String localPassword(Staff staff) {
        return "crm-local-" + staff.id();
    }
}
