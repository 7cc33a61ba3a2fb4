/** What the services are deployed with, held against what they are: manifests, compose file, gateway, image. Nothing is started. */
@NullMarked
package com.andejia.crm.systemtests.deployment;

import org.jspecify.annotations.NullMarked;
