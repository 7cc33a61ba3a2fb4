/**
 * What is put into the JVM of a service that is to fail: an agent that ends it at a chosen point, puts its clock wrong, or takes
 * one of its guarantees away. The services themselves know nothing of it.
 */
@NullMarked
package com.andejia.crm.systemtests.faults.agent;

import org.jspecify.annotations.NullMarked;
