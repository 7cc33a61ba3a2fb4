/** An answer that is not a success: its status, and a message that is fit to show. */
export class Problem extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Notifications over REST, with the token of now. */
export class NotificationApi {
  #base;
  #tokens;

  constructor(base, tokens) {
    this.#base = base;
    this.#tokens = tokens;
  }

  list(query) {
    return this.#call('GET', `?${new URLSearchParams(query)}`);
  }

  markRead(notificationIds) {
    return this.#call('PUT', '/mark-read', {notificationIds});
  }

  /** Up to the event id. */
  markAllRead(upTo) {
    return this.#call('PUT', '/mark-all-read', {upTo});
  }

  archive(id) {
    return this.#call('PUT', `/${encodeURIComponent(id)}/archive`);
  }

  markUnread(id) {
    return this.#call('PUT', `/${encodeURIComponent(id)}/unread`);
  }

  /** Answers how it is now, with {snoozedUntil}. */
  snooze(id, until) {
    return this.#call('POST', `/${encodeURIComponent(id)}/snooze`, {until: until.toISOString()});
  }

  preferences() {
    return this.#call('GET', '/preferences');
  }

  /** Any part of them; the rest stays. Answers all of them. */
  changePreferences(part) {
    return this.#call('PUT', '/preferences', part);
  }

  receipts(receipts) {
    return this.#call('POST', '/receipts', receipts);
  }

  async #call(method, path, body) {
    const answer = await this.#send(method, path, body, await this.#tokens.get());
    return answer.status === 401
      ? read(await this.#send(method, path, body, await this.#tokens.get({refresh: true})))
      : read(answer);
  }

  #send(method, path, body, token) {
    return fetch(`${this.#base}api/notifications${path}`, {
      method,
      headers: {
        Accept: 'application/json',
        Authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : {'Content-Type': 'application/json'}),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
      keepalive: method !== 'GET', // what was clicked may lead to another page
    });
  }
}

async function read(response) {
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Problem(response.status, answer.message ?? `HTTP ${response.status}`);
  return answer.data;
}
