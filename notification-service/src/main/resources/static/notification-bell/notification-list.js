const PAGE = 20;
const MOST_RELOADED = 100;

/** The notifications that are loaded, newest first. The number of unread ones is the server's and is never counted here. */
export class NotificationList extends EventTarget {
  #api;
  #request = 0;
  #next;
  #newest = '';
  #meanwhile = [];
  items = [];
  unread = 0;
  status = '';
  isLoading = false;
  hasLoaded = false;
  failure;
  /** The event id up to which this screen knows what there is; undefined as long as the service could not say. */
  upTo;

  constructor(api) {
    super();
    this.#api = api;
  }

  get hasMore() {
    return this.#next !== undefined;
  }

  /** Anew from the top, as many as were there. Answers those that are newer than whatever was known. */
  async reload() {
    const known = new Set(this.items.map(item => item.id));
    const newest = this.#newest;
    const pageSize = Math.min(MOST_RELOADED, Math.max(PAGE, Math.ceil(this.items.length / PAGE) * PAGE));
    const loaded = await this.#load({page: 1, pageSize}, []);
    return loaded.filter(item => item.storedAt > newest && !known.has(item.id));
  }

  /** What comes next while scrolling: behind a cursor, so that nothing is skipped when something is added or leaves. */
  async more() {
    if (this.isLoading || this.failure || !this.hasMore) return;
    await this.#load({cursor: this.#next, pageSize: PAGE}, this.items);
  }

  /** Those of one status only; without one, what is unread or read. */
  show(status) {
    this.status = status;
    this.items = [];
    return this.reload();
  }

  async #load(query, before) {
    const request = ++this.#request;
    this.isLoading = true;
    this.failure = undefined;
    this.#meanwhile = [];
    this.#changed();
    try {
      const answer = await this.#api.list({...query, ...(this.status ? {status: this.status} : {})});
      if (request !== this.#request) return [];
      this.#take(before, answer);
      return answer.items;
    } catch (failure) {
      if (request === this.#request) this.failure = failure;
      return [];
    } finally {
      if (request === this.#request) {
        this.isLoading = false;
        this.#changed();
      }
    }
  }

  /** What the stream told while the service was answering, the answer may or may not know: it is done to it once more. */
  #take(before, {items, nextCursor, upTo}) {
    const known = new Set(before.map(item => item.id));
    this.items = before.concat(items.filter(item => !known.has(item.id)));
    this.#meanwhile.forEach(change => (this.items = change(this.items)));
    this.#next = nextCursor;
    this.reach(upTo);
    this.hasLoaded = true;
    items.forEach(item => this.#note(item));
  }

  /** One that has come, or has changed and counts as new. */
  put(notification) {
    this.#note(notification);
    const those = this.#fits(notification) ? [notification] : [];
    this.#change(items => [...those, ...items.filter(item => item.id !== notification.id)]);
  }

  markRead(ids) {
    const read = new Set(ids);
    this.#change(items => items.map(item =>
      (read.has(item.id) && item.status === 'SENT' ? {...item, status: 'READ'} : item)));
  }

  /** One that somebody has done something with stays where it is, if it still belongs here. */
  replace(notification) {
    this.#change(items => items
      .map(item => (item.id === notification.id ? notification : item))
      .filter(item => item !== notification || this.#fits(item)));
  }

  /** What comes late may tell of less than is known; but a place of another epoch is always a later one. */
  reach(place) {
    if (place && !precedes(place, this.upTo)) this.upTo = place;
  }

  count(unread) {
    this.unread = unread;
    this.#changed();
  }

  fail(failure) {
    this.failure = failure;
    this.#changed();
  }

  #fits({status}) {
    return this.status ? status === this.status : status === 'SENT' || status === 'READ';
  }

  #note({storedAt}) {
    if (storedAt > this.#newest) this.#newest = storedAt;
  }

  #change(change) {
    if (this.isLoading) this.#meanwhile.push(change);
    this.items = change(this.items);
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

/** Whether one event id stands before the other in the same epoch. */
function precedes(one, other = '') {
  const [a, b] = [one, other].map(id => ({epoch: id.slice(0, id.lastIndexOf('.')), seq: Number(id.slice(id.lastIndexOf('.') + 1))}));
  return a.epoch === b.epoch && a.seq < b.seq;
}
