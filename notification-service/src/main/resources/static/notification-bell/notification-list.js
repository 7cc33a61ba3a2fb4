const PAGE = 20;
const MOST_RELOADED = 100;

/** The notifications that are loaded, newest first. The number of unread ones is the server's and is never counted here. */
export class NotificationList extends EventTarget {
  #api;
  #request = 0;
  items = [];
  unread = 0;
  isUnreadOnly = false;
  isLoading = false;
  hasMore = true;
  failure;

  constructor(api) {
    super();
    this.#api = api;
  }

  /** Anew from the top, as many as were there. Answers those that had not been known. */
  async reload() {
    const known = new Set(this.items.map(item => item.id));
    const wanted = Math.min(MOST_RELOADED, Math.max(PAGE, Math.ceil(this.items.length / PAGE) * PAGE));
    const page = await this.#load(1, wanted, () => (this.items = []));
    return page?.filter(item => !known.has(item.id)) ?? [];
  }

  /** What comes next while scrolling. Pages shift when something is added or leaves; what is there already is not doubled. */
  async more() {
    if (this.isLoading || !this.hasMore) return;
    await this.#load(Math.floor(this.items.length / PAGE) + 1, PAGE, () => {});
  }

  show({unreadOnly}) {
    this.isUnreadOnly = unreadOnly;
    this.items = [];
    return this.reload();
  }

  async #load(page, pageSize, before) {
    const request = ++this.#request;
    this.isLoading = true;
    this.failure = undefined;
    this.#changed();
    try {
      const query = {page, pageSize, ...(this.isUnreadOnly ? {status: 'SENT'} : {})};
      const answer = await this.#api.list(query);
      if (request !== this.#request) return undefined;
      before();
      const known = new Set(this.items.map(item => item.id));
      this.items = this.items.concat(answer.items.filter(item => !known.has(item.id) && item.status !== 'ARCHIVED'));
      this.hasMore = page * pageSize < answer.total;
      return answer.items;
    } catch (failure) {
      if (request === this.#request) this.failure = failure;
      return undefined;
    } finally {
      if (request === this.#request) {
        this.isLoading = false;
        this.#changed();
      }
    }
  }

  /** One that has come, or has changed and counts as new. */
  put(notification) {
    this.items = this.items.filter(item => item.id !== notification.id);
    const fits = notification.status === 'SENT' || (notification.status === 'READ' && !this.isUnreadOnly);
    if (fits) this.items = [notification, ...this.items];
    this.#changed();
  }

  markRead(ids) {
    const read = new Set(ids);
    this.items = this.items.map(item =>
      read.has(item.id) && item.status === 'SENT'
        ? {...item, status: 'READ', readAt: new Date().toISOString()}
        : item);
    this.#changed();
  }

  remove(id) {
    this.items = this.items.filter(item => item.id !== id);
    this.#changed();
  }

  count(unread) {
    this.unread = unread;
    this.#changed();
  }

  fail(failure) {
    this.failure = failure;
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}
