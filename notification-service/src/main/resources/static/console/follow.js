import {StreamRefused, fetchStream} from '../notification-bell/event-stream.js';

const PAUSE = 1_000;

/**
 * Follows something to its end. A stream that is cut is asked for again; each of its events tells all of it.
 *
 * @param stream its url and token
 * @param signal ends it early
 * @param show gets what each event says
 * @returns whether it came to its end
 */
export async function follow(stream, signal, show) {
  let finished = false;
  while (!finished && !signal.aborted) {
    await fetchStream({
      ...stream,
      signal,
      onOpen: () => {},
      onEvent: ({type, data}) => {
        show(JSON.parse(data));
        finished ||= type === 'finished';
      },
    }).catch(failure => {
      if (failure instanceof StreamRefused && failure.status < 500) throw failure;
    });
    if (!finished) await new Promise(resolve => setTimeout(resolve, PAUSE));
  }
  return finished;
}
