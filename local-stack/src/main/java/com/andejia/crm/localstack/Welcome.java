package com.andejia.crm.localstack;

import java.util.Locale;

/** What to open and what to type, once everything is up. Each of the three commands can be pasted on its own. */
final class Welcome {
    private static final String TEXT = """

            Everything is up. Open this first:

              http://localhost:%2$d/

            Two people side by side: as the manager create a customer for alice, and see her bell ring.

              customer-service       http://localhost:%1$d   API: http://localhost:%1$d/swagger-ui.html
              notification-service   http://localhost:%2$d   API: http://localhost:%2$d/swagger-ui.html
              Kafka                  localhost:%3$d
              MongoDB                mongodb://localhost:%4$d

              Accounts: admin, manager, alice, bob. The password is crm-local- and the name: crm-local-alice.

            The same by hand. 1. Listen as alice, in a terminal of its own:

            %5$s; curl -N -H "Authorization: Bearer $ALICE" http://localhost:%2$d/api/notifications/stream

            2. As admin, create a customer that is assigned to alice:

            %6$s; curl -s -H "Authorization: Bearer $ADMIN" -H 'Content-Type: application/json' \
            -d '{"name":"测试通知客户","phone":"13800138999","leadSource":"美团","leadLevel":"A类","serviceCategory":"住家保姆",\
            "contractStatus":"待定","assignedTo":"alice"}' http://localhost:%1$d/api/customers

            3. See what alice was told:

            %5$s; curl -s -H "Authorization: Bearer $ALICE" 'http://localhost:%2$d/api/notifications?page=1&pageSize=5'

            Ctrl-C stops everything; the data stay.
            """;

    private Welcome() {}

    static String text(Ports ports) {
        return TEXT.formatted(
                ports.customer(),
                ports.notification(),
                ports.kafka(),
                ports.mongo(),
                token("alice", ports.customer()),
                token("admin", ports.customer()));
    }

    /** With sed, since not everybody has jq. */
    private static String token(String user, int port) {
        return """
                %s=$(curl -s -H 'Content-Type: application/json' -d '{"username":"%s","password":"crm-local-%s"}' \
                http://localhost:%d/api/auth/login | sed 's/.*"token" *: *"\\([^"]*\\)".*/\\1/')""".formatted(user.toUpperCase(Locale.ROOT), user, user, port);
    }
}
