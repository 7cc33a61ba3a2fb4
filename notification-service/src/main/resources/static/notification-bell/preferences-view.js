import {device} from './device.js';
import {h} from './dom.js';
import {typeName} from './texts.js';

const MANDATORY = new Set(['SYSTEM_ANNOUNCEMENT', 'PERMISSION_CHANGED', 'ACCOUNT_SECURITY']);

/** A person's preferences. Every change is saved at once; what the service refuses goes back to what it was. */
export class PreferencesView {
  #api;
  #texts;
  #language;
  #onLocale;
  #form = h('form', {className: 'preferences', onsubmit: event => event.preventDefault()});

  constructor({api, texts, language, onLocale}) {
    this.#api = api;
    this.#texts = texts;
    this.#language = language;
    this.#onLocale = onLocale;
    this.said = h('div', {className: 'said', role: 'status'});
    this.element = h('div', {className: 'scroll'}, this.#form);
  }

  async load() {
    this.#say(this.#texts.loading);
    try {
      this.#render(await this.#api.preferences());
      this.#say('');
    } catch (failure) {
      this.#form.replaceChildren(this.#deviceFields());
      this.#say(failure.message, true);
    }
  }

  #render(preferences) {
    this.#form.replaceChildren(
      this.#quietFields(preferences.quietHours),
      this.#moreFields(preferences),
      this.#deviceFields(),
      this.#typeFields(preferences.types));
  }

  #typeFields(types) {
    const {groups, preferences: texts} = this.#texts;
    return h('fieldset', {}, h('legend', {}, texts.types),
      Object.entries(groups).flatMap(([name, title]) => [
        h('h3', {}, title),
        ...Object.keys(types).filter(type => group(type) === name).map(type => this.#switch(
          typeName(type, this.#language), types[type],
          wanted => this.#change({types: {[type]: wanted}}),
          MANDATORY.has(type) ? texts.mandatory : undefined)),
      ]));
  }

  #quietFields(quiet) {
    const {preferences: texts} = this.#texts;
    const change = part => this.#change({quietHours: part});
    return h('fieldset', {}, h('legend', {}, texts.quiet),
      this.#switch(texts.quietEnabled, quiet.enabled, enabled => change({enabled})),
      this.#time(texts.from, quiet.start, start => change({start})),
      this.#time(texts.until, quiet.end, end => change({end})),
      this.#choice(texts.zone, zones(quiet.zone), quiet.zone, zone => change({zone})),
      this.#days(quiet.days, days => change({days})),
      this.#switch(texts.letHighThrough, quiet.letHighThrough, letHighThrough => change({letHighThrough})));
  }

  #moreFields({digestBursts, locale}) {
    const {preferences: texts} = this.#texts;
    return h('fieldset', {}, h('legend', {}, texts.more),
      this.#switch(texts.digestBursts, digestBursts, wanted => this.#change({digestBursts: wanted})),
      this.#choice(texts.locale, {'zh-CN': '简体中文', en: 'English'}, locale, chosen => this.#change({locale: chosen})));
  }

  #deviceFields() {
    const {preferences: texts} = this.#texts;
    const {sound, desktop} = device.get();
    return h('fieldset', {}, h('legend', {}, texts.device),
      this.#switch(texts.sound, sound, wanted => {
        device.change({sound: wanted});
        device.chime();
      }),
      this.#switch(texts.desktop, desktop, async (wanted, input) => {
        const allowed = wanted && (await device.askForDesktop());
        device.change({desktop: allowed});
        input.checked = allowed;
        this.#say(wanted && !allowed ? texts.desktopDenied : texts.saved, wanted && !allowed);
      }));
  }

  #switch(label, checked, change, fixed) {
    const input = h('input', {
      type: 'checkbox', className: 'switch', role: 'switch', checked, disabled: fixed !== undefined,
      onchange: () => change(input.checked, input),
    });
    return h('label', {className: 'row'}, h('span', {}, label), fixed && h('small', {}, fixed), input);
  }

  #time(label, value, change) {
    const input = h('input', {type: 'time', value, required: true, onchange: () => input.value && change(input.value)});
    return h('label', {className: 'row'}, h('span', {}, label), input);
  }

  #choice(label, choices, value, change) {
    const select = h('select', {onchange: () => change(select.value)},
      Object.entries(choices).map(([choice, text]) => h('option', {value: choice, selected: choice === value}, text)));
    return h('label', {className: 'row'}, h('span', {}, label), select);
  }

  #days(chosen, change) {
    const {dayNames, dayPrefix, preferences: texts} = this.#texts;
    const boxes = Object.entries(dayNames).map(([day, name]) =>
      h('label', {}, h('input', {
        type: 'checkbox', value: day, checked: chosen.includes(day), 'aria-label': dayPrefix + name,
        onchange: () => change(boxes.map(box => box.firstChild).filter(box => box.checked).map(box => box.value)),
      }), h('span', {}, name)));
    return h('div', {className: 'days', role: 'group', 'aria-label': texts.days}, boxes);
  }

  async #change(part) {
    try {
      const saved = await this.#api.changePreferences(part);
      this.#say(this.#texts.preferences.saved);
      if (part.locale) this.#onLocale(saved.locale);
    } catch (failure) {
      await this.load();
      this.#say(failure.message, true);
    }
  }

  #say(text, hasFailed = false) {
    this.said.classList.toggle('failed', hasFailed);
    this.said.textContent = text;
  }
}

function group(type) {
  if (/_REPORT(_|$)/.test(type)) return 'REPORT';
  return ['CUSTOMER', 'RESUME', 'CONTRACT'].find(name => type.startsWith(name)) ?? 'OTHER';
}

/** The chosen one, this device's and the agency's: whoever wants another one is somewhere else, with a device there. */
function zones(chosen) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return Object.fromEntries([...new Set([chosen, here, 'Asia/Shanghai'])].map(zone => [zone, zone]));
}
