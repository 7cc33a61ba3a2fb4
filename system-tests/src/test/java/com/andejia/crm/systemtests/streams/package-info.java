/** How many streams one core carries, how fast and at what price; beside servers made for nothing else. */
@NullMarked
package com.andejia.crm.systemtests.streams;

import org.jspecify.annotations.NullMarked;
