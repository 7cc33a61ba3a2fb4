/** What a service answered instead of what was asked for; the message is fit to show. */
export class Refused extends Error {
  constructor(status, answer) {
    const details = (answer.errors ?? []).map(({field, message}) => `${field} ${message}`).join('；');
    super([answer.message ?? `HTTP ${status}`, details].filter(Boolean).join('：'));
    this.status = status;
  }
}

/** Both services. Nobody is signed in by a cookie: each pane has a person and a token of its own. */
export class Crm {
  /** @param customerService where customer-service is, as seen from the browser */
  constructor(customerService) {
    this.customerService = customerService;
  }

  async signIn(username, password) {
    return new Person(this, (await call(`${this.customerService}/api/auth/login`, 'POST', {username, password})).data);
  }
}

/** Somebody who is signed in. */
export class Person {
  #crm;
  #token;

  constructor(crm, {token, user}) {
    this.#crm = crm;
    this.#token = token;
    this.user = user;
  }

  get isAdmin() {
    return this.user.roles.includes('admin');
  }

  get isManager() {
    return this.user.roles.some(role => ['admin', 'manager', 'operator'].includes(role));
  }

  /** As the person's preferences say; Chinese where they cannot be asked for. */
  async learnLanguage() {
    const {data} = await this.notifications('GET', '/preferences').catch(() => ({data: {}}));
    this.language = data.locale ?? 'zh-CN';
  }

  token = () => this.#token;

  customers(method, path, body) {
    return call(`${this.#crm.customerService}/api/${path}`, method, body, this.#token);
  }

  notifications(method, path, body) {
    return call(new URL(`../api/notifications${path}`, import.meta.url), method, body, this.#token);
  }

  /** What notification-service has for administrators. */
  administer(method, path, body) {
    return call(administration(path), method, body, this.#token);
  }

  /** What fetchStream needs to follow something of it. */
  administrationStream(path) {
    return {url: administration(path), token: this.#token};
  }

  /** Answers the response of a stream of customer-service, for fetchStream. */
  customerStream(path) {
    return {url: `${this.#crm.customerService}/api/${path}`, token: this.#token};
  }

  async download(path, name) {
    const response = await fetch(`${this.#crm.customerService}/api/${path}`, {
      headers: {Authorization: `Bearer ${this.#token}`},
      credentials: 'omit',
    });
    if (!response.ok) throw new Refused(response.status, await response.json().catch(() => ({})));
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await response.blob());
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  }
}

function administration(path) {
  return new URL(`../api/${path}`, import.meta.url);
}

async function call(url, method, body, token) {
  const isForm = body instanceof FormData;
  const response = await fetch(url, {
    method,
    headers: {
      Accept: 'application/json',
      ...(token ? {Authorization: `Bearer ${token}`} : {}),
      ...(body && !isForm ? {'Content-Type': 'application/json'} : {}),
    },
    body: body && !isForm ? JSON.stringify(body) : body,
    credentials: 'omit',
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, answer);
  return answer;
}
