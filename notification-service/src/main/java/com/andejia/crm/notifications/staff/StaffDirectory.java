package com.andejia.crm.notifications.staff;

import java.util.Set;

/** Who works here at the moment. */
public interface StaffDirectory {

    /** The ids of everybody active whose role makes them a manager: {@code admin}, {@code manager}, {@code operator}. */
    Set<String> managers();
}
