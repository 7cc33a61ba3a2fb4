package com.andejia.crm.customers.pool;

import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The last admission of each person: there is one at a time, whatever number of requests and replicas ask for it. */
public interface ClaimGuards {
    /** Empty if that person was never admitted. */
    Mono<Admission> last(String staffId);

    /** Puts it in the place of the one with the number before; false if there is another one by now. */
    Mono<Boolean> admit(Admission next);

    /** Notes that nothing can become of it any more that has not. */
    Mono<Void> settled(Admission admission);

    /** Those of before then, of which nobody has noted that they are settled. */
    Flux<Admission> unsettled(Instant before);
}
