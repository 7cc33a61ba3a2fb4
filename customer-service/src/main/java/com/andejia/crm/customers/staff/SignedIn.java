package com.andejia.crm.customers.staff;

import java.time.Duration;

/** A token and whom it stands for. */
public record SignedIn(String token, Duration validity, Staff user) {}
