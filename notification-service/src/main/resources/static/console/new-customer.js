import {h} from '../notification-bell/dom.js';

const FAMILY = '王李张刘陈杨赵黄周吴徐孙';
const GIVEN = ['女士', '先生', '雨桐', '思远', '佳怡', '子涵', '明轩', '晓雯', '志强', '丽华'];

/**
 * A form that enters a customer, and what was entered here, to be given to others. In a local run it is filled in, so that one
 * click is enough.
 */
export function newCustomer({person, isLocal, say}) {
  const form = h('form', {className: 'fields'});
  const entered = h('ul', {className: 'entered', 'aria-label': '刚刚录入的客户'});
  const element = h('div', {}, form, entered);
  Promise.all([person.customers('GET', 'customers/enums'), person.customers('GET', 'staff/assignable')])
    .then(([enums, staff]) => fill(enums.data, staff.data))
    .catch(failure => say(failure.message, true));

  function fill(enums, staff) {
    form.replaceChildren(
      field('客户姓名', h('input', {name: 'name', required: true, maxLength: 50})),
      field('手机号', h('input', {name: 'phone', inputMode: 'numeric', required: true, pattern: '1[3-9][0-9]{9}'})),
      field('线索来源', choice('leadSource', enums.leadSource)),
      field('线索等级', choice('leadLevel', enums.leadLevel, 'A类')),
      field('服务类别', choice('serviceCategory', enums.serviceCategory, '住家保姆')),
      field('签约状态', choice('contractStatus', enums.contractStatus, '待定')),
      person.isManager && field('负责人', people('assignedTo', staff, 'alice'), 'wide'),
      h('button', {className: 'primary wide', type: 'submit'}, person.isManager ? '创建并分配' : '创建客户'));
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
    select.setAttribute('aria-label', `${name} 的负责人`);
    select.addEventListener('change', async () => {
      try {
        await person.customers('PATCH', `customers/${customerId}/assign`, {assignedTo: select.value, assignmentReason: '改派'});
        say(`${name} 已改派给 ${select.selectedOptions[0].textContent}`);
      } catch (failure) {
        say(failure.message, true);
      }
    });
    return h('li', {}, h('span', {}, h('b', {}, name), h('small', {}, customerId)), h('small', {}, '负责人'), select);
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
