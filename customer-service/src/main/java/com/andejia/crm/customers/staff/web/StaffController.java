package com.andejia.crm.customers.staff.web;

import com.andejia.crm.customers.api.Answer;
import com.andejia.crm.customers.api.Fields;
import com.andejia.crm.customers.staff.Actor;
import com.andejia.crm.customers.staff.Role;
import com.andejia.crm.customers.staff.Staff;
import com.andejia.crm.customers.staff.StaffAdministration;
import com.andejia.crm.customers.staff.StaffMembers;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Who may call what is said in {@link SecurityConfiguration}. */
@RestController
@RequestMapping(path = "/api/staff", produces = MediaType.APPLICATION_JSON_VALUE)
class StaffController {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final List<String> ROLES = Role.wireNames().toList();

    private final StaffMembers members;
    private final StaffAdministration administration;

    StaffController(StaffMembers members, StaffAdministration administration) {
        this.members = members;
        this.administration = administration;
    }

    @GetMapping
    Mono<Answer<List<View>>> all() {
        return list(members.all());
    }

    /** Those a customer can be given to. */
    @GetMapping("/assignable")
    Mono<Answer<List<View>>> assignable() {
        return list(members.all().filter(Staff::active));
    }

    @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Answer<View>> put(@PathVariable String id, @RequestBody JsonNode body, @AuthenticationPrincipal Actor admin) {
        Fields fields = Fields.of(body);
        fields.require(ID.matcher(id).matches(), "id", "只能包含字母、数字、点、下划线和短横线，最多 64 个字符");
        Entry entry = read(fields);
        fields.check();
        Staff wanted = new Staff(id, entry.name(), entry.roles(), entry.active());
        return administration
                .put(admin, wanted, entry.password())
                .map(View::of)
                .map(view -> Answer.of("员工信息已保存", view));
    }

    static Entry read(Fields fields) {
        String name = fields.required("name", field -> fields.text(field, 50), "");
        List<String> roles = fields.required("roles", field -> fields.listOf(field, ROLES), List.of());
        boolean active = Objects.requireNonNullElse(fields.bool("active"), true);
        return new Entry(name, roles.stream().map(Role::named).toList(), active, password(fields));
    }

    /** Optional: without one, a new member cannot sign in here and a known one keeps theirs. */
    private static @Nullable String password(Fields fields) {
        String password = fields.text("password", 72);
        fields.require(password == null || password.length() >= 8, "password", "至少 8 个字符");
        return password;
    }

    private static Mono<Answer<List<View>>> list(Flux<Staff> staff) {
        return staff.map(View::of).collectList().map(Answer::of);
    }

    record Entry(
            String name,
            List<Role> roles,
            boolean active,
            @Nullable String password) {
        /** Never the password: a record that is logged by accident must not tell it. */
        @Override
        public String toString() {
            return "Entry[…]";
        }
    }

    record View(String id, String name, List<String> roles, boolean active) {
        static View of(Staff staff) {
            return new View(
                    staff.id(),
                    staff.name(),
                    staff.roles().stream().map(Role::wireName).toList(),
                    staff.active());
        }
    }
}
