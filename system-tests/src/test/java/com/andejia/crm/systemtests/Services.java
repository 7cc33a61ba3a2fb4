package com.andejia.crm.systemtests;

import java.net.URI;

/** Where both services are, however they are run. */
public interface Services {
    URI customers();

    URI notifications();
}
