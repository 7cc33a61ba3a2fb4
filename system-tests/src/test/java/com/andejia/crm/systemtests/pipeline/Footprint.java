package com.andejia.crm.systemtests.pipeline;

/**
 * What it takes to have a service at all.
 *
 * @param readySeconds from the start of its process
 * @param freshMegabytes resident when it was ready and had rested
 * @param loadedMegabytes the same after all of the load
 */
record Footprint(String service, double readySeconds, double freshMegabytes, double loadedMegabytes) {}
