import {h} from '../notification-bell/dom.js';

const FAMILY = '王李张刘陈杨赵黄周吴徐孙';
const GIVEN = ['女士', '先生', '雨桐', '思远', '佳怡', '子涵', '明轩', '晓雯', '志强', '丽华'];

/**
 * A form that enters a customer, and what was entered here, to be given to others. In a local run it is filled in, so that one
 * click is enough.
 */
export function newCustomer({person, texts: {newCustomer: texts}, isLocal, say}) {
  const form = h('form', {className: 'fields'});
  const entered = h('ul', {className: 'entered', 'aria-label': texts.entered});
  const element = h('div', {}, form, entered);
  Promise.all([person.customers('GET', 'customers/enums'), person.customers('GET', 'staff/assignable')])
    .then(([enums, staff]) => fill(enums.data, staff.data))
    .catch(failure => say(failure.message, true));

  function fill(enums, staff) {
    form.replaceChildren(
      field(texts.name, h('input', {name: 'name', required: true, maxLength: 50})),
      field(texts.phone, h('input', {name: 'phone', inputMode: 'numeric', required: true, pattern: '1[3-9][0-9]{9}'})),
      field(texts.leadSource, choice('leadSource', enums.leadSource)),
      field(texts.leadLevel, choice('leadLevel', enums.leadLevel, 'A类')),
      field(texts.serviceCategory, choice('serviceCategory', enums.serviceCategory, '住家保姆')),
      field(texts.contractStatus, choice('contractStatus', enums.contractStatus, '待定')),
      person.isManager && field(texts.owner, people('assignedTo', staff, 'alice'), 'wide'),
      h('button', {className: 'primary wide', type: 'submit'}, person.isManager ? texts.createAndAssign : texts.create));
    renew();
    form.addEventListener('submit', event => {
      event.preventDefault();
      create(staff);
    });
  }

  function renew() {
    form.elements.name.value = isLocal ? pick([...FAMILY]) + pick(GIVEN) : '';
    form.elements.phone.value = isLocal ? `13${String(Math.random()).slice(2, 11).padEnd(9, '0')}` : '';
  }

  async function create(staff) {
    const button = form.querySelector('button');
    button.disabled = true;
    try {
      const answer = await person.customers('POST', 'customers', Object.fromEntries(new FormData(form)));
      say(`${answer.message}：${answer.name}（${answer.customerId}）`);
      if (person.isManager) entered.prepend(row(answer, form.elements.assignedTo.value, staff));
      while (entered.children.length > 3) entered.lastChild.remove();
      renew();
    } catch (failure) {
      say(failure.message, true);
    } finally {
      button.disabled = false;
    }
  }

  function row({name, customerId}, owner, staff) {
    const select = people('owner', staff, owner);
    select.setAttribute('aria-label', texts.ownerOf(name));
    select.addEventListener('change', async () => {
      try {
        await person.customers('PATCH', `customers/${customerId}/assign`, {assignedTo: select.value, assignmentReason: '改派'});
        say(texts.reassigned(name, select.selectedOptions[0].textContent));
      } catch (failure) {
        say(failure.message, true);
      }
    });
    return h('li', {}, h('span', {}, h('b', {}, name), h('small', {}, customerId)), h('small', {}, texts.owner), select);
  }

  return {element};
}

function field(label, input, className = '') {
  return h('label', {className}, label, input);
}

function choice(name, values, preset) {
  return h('select', {name}, values.map(value => h('option', {value, selected: value === preset}, value)));
}

function people(name, staff, preset) {
  return h('select', {name}, staff.map(it => h('option', {value: it.id, selected: it.id === preset}, it.name)));
}

function pick(values) {
  return values[Math.floor(Math.random() * values.length)];
}
