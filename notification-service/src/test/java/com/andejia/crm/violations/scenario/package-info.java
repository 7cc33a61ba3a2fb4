/** Code that breaks the rules on purpose; see StructureTest. */
package com.andejia.crm.violations.scenario;
