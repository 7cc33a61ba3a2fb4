const CHINESE = {
  notifications: '通知',
  bell: count => (count > 0 ? `通知，${count} 条未读` : '通知，没有未读'),
  markAllRead: '全部已读',
  markRead: '标为已读',
  markUnread: '恢复未读',
  later: '稍后提醒',
  archive: '归档',
  close: '关闭',
  back: '返回',
  settings: '偏好设置',
  tabs: {'': '全部', SENT: '未读', SNOOZED: '稍后', ARCHIVED: '已归档'},
  none: {'': '还没有通知', SENT: '没有未读通知', SNOOZED: '没有稍后提醒的通知', ARCHIVED: '没有已归档的通知'},
  comesBack: when => `再次提醒：${when}`,
  done: {READ: '已标为已读', SENT: '已恢复为未读', ARCHIVED: '已归档'},
  loading: '正在加载…',
  failed: '暂时无法加载',
  retry: '重试',
  justNow: '刚刚',
  isUnread: '未读',
  isUrgent: '重要',
  moreToasts: count => `还有 ${count} 条新通知`,
  states: {
    connecting: '正在连接…',
    waiting: '连接已断开，正在重新连接…',
    offline: '网络已断开，恢复后自动继续',
    'signed-out': '登录已过期，请重新登录',
    superseded: '打开的窗口过多，这里已停止更新',
  },
  reconnect: '重新连接',
  preferences: {
    saved: '已保存',
    types: '接收哪些通知',
    mandatory: '必收',
    quiet: '免打扰',
    quietEnabled: '在以下时段不弹出通知',
    from: '开始',
    until: '结束',
    zone: '时区',
    days: '生效日',
    letHighThrough: '重要通知仍然弹出',
    more: '更多',
    digestBursts: '短时间内的多条同类通知合并为一条',
    locale: '语言',
    device: '本设备',
    sound: '提示音',
    desktop: '桌面通知',
    desktopDenied: '浏览器不允许桌面通知，请在浏览器设置中开启',
  },
  groups: {CUSTOMER: '客户', RESUME: '简历', CONTRACT: '合同', REPORT: '报告', OTHER: '系统'},
  dayNames: {
    MONDAY: '一', TUESDAY: '二', WEDNESDAY: '三', THURSDAY: '四', FRIDAY: '五', SATURDAY: '六', SUNDAY: '日',
  },
  dayPrefix: '周',
  digestOf: name => `${name}（汇总）`,
  types: {
    CUSTOMER_ASSIGNED: '分配给我的客户',
    CUSTOMER_CREATED: '新增客户',
    CUSTOMER_ASSIGNED_FROM_POOL: '从公海分配给我',
    CUSTOMER_TRANSFERRED: '移交给我的客户',
    CUSTOMER_RECLAIMED: '退回公海的客户',
    CUSTOMER_STATUS_CHANGED: '客户状态更新',
    CUSTOMER_FOLLOW_UP_ADDED: '新的跟进记录',
    CUSTOMER_FOLLOW_UP_DUE: '客户待跟进',
    RESUME_CREATED: '新增简历',
    RESUME_ASSIGNED: '分配给我的简历',
    RESUME_STATUS_CHANGED: '简历状态更新',
    RESUME_ORDER_STATUS_CHANGED: '接单状态更新',
    RESUME_FOLLOW_UP_DUE: '简历待跟进',
    CONTRACT_CREATED: '新建合同',
    CONTRACT_SIGNED: '合同已签署',
    CONTRACT_WORKER_CHANGED: '更换服务人员',
    CONTRACT_STATUS_CHANGED: '合同状态更新',
    CONTRACT_EXPIRING_SOON: '合同即将到期',
    DAILY_REPORT_PERSONAL: '个人日报',
    DAILY_REPORT_TEAM: '团队日报',
    WEEKLY_REPORT: '周报',
    MONTHLY_REPORT: '月报',
    SYSTEM_ANNOUNCEMENT: '系统公告',
    PERMISSION_CHANGED: '权限变更',
    ACCOUNT_SECURITY: '账号安全',
    QUIET_HOURS_SUMMARY: '免打扰期间通知',
  },
};

const ENGLISH = {
  notifications: 'Notifications',
  bell: count => (count > 0 ? `Notifications, ${count} unread` : 'Notifications, none unread'),
  markAllRead: 'Mark all read',
  markRead: 'Mark as read',
  markUnread: 'Mark as unread',
  later: 'Remind me later',
  archive: 'Archive',
  close: 'Close',
  back: 'Back',
  settings: 'Preferences',
  tabs: {'': 'All', SENT: 'Unread', SNOOZED: 'Later', ARCHIVED: 'Archived'},
  none: {'': 'No notifications yet', SENT: 'Nothing unread', SNOOZED: 'Nothing put off', ARCHIVED: 'Nothing archived'},
  comesBack: when => `Comes back: ${when}`,
  done: {READ: 'Marked as read', SENT: 'Unread again', ARCHIVED: 'Archived'},
  loading: 'Loading…',
  failed: 'Could not be loaded',
  retry: 'Try again',
  justNow: 'just now',
  isUnread: 'unread',
  isUrgent: 'important',
  moreToasts: count => `${count} more`,
  states: {
    connecting: 'Connecting…',
    waiting: 'Connection lost, reconnecting…',
    offline: 'You are offline; it goes on by itself',
    'signed-out': 'Your session has ended, please sign in',
    superseded: 'Too many windows are open; this one has stopped',
  },
  reconnect: 'Reconnect',
  preferences: {
    saved: 'Saved',
    types: 'What to be told',
    mandatory: 'always on',
    quiet: 'Quiet hours',
    quietEnabled: 'No pop-ups at these times',
    from: 'From',
    until: 'Until',
    zone: 'Time zone',
    days: 'Days',
    letHighThrough: 'Important ones pop up all the same',
    more: 'More',
    digestBursts: 'Fold many of one kind into one',
    locale: 'Language',
    device: 'This device',
    sound: 'Sound',
    desktop: 'Desktop notifications',
    desktopDenied: 'The browser does not allow them; change that in its settings',
  },
  groups: {CUSTOMER: 'Customers', RESUME: 'Résumés', CONTRACT: 'Contracts', REPORT: 'Reports', OTHER: 'System'},
  dayNames: {
    MONDAY: 'Mo', TUESDAY: 'Tu', WEDNESDAY: 'We', THURSDAY: 'Th', FRIDAY: 'Fr', SATURDAY: 'Sa', SUNDAY: 'Su',
  },
  dayPrefix: '',
  digestOf: name => `${name} (digest)`,
  types: {
    CUSTOMER_ASSIGNED: 'Customer assigned to me',
    CUSTOMER_CREATED: 'New customer',
    CUSTOMER_ASSIGNED_FROM_POOL: 'Assigned from the pool',
    CUSTOMER_TRANSFERRED: 'Customer handed over to me',
    CUSTOMER_RECLAIMED: 'Customer back in the pool',
    CUSTOMER_STATUS_CHANGED: 'Customer status',
    CUSTOMER_FOLLOW_UP_ADDED: 'New follow-up',
    CUSTOMER_FOLLOW_UP_DUE: 'Follow-up due',
    RESUME_CREATED: 'New résumé',
    RESUME_ASSIGNED: 'Résumé assigned to me',
    RESUME_STATUS_CHANGED: 'Résumé status',
    RESUME_ORDER_STATUS_CHANGED: 'Order status',
    RESUME_FOLLOW_UP_DUE: 'Résumé follow-up due',
    CONTRACT_CREATED: 'New contract',
    CONTRACT_SIGNED: 'Contract signed',
    CONTRACT_WORKER_CHANGED: 'Worker changed',
    CONTRACT_STATUS_CHANGED: 'Contract status',
    CONTRACT_EXPIRING_SOON: 'Contract expiring',
    DAILY_REPORT_PERSONAL: 'My daily report',
    DAILY_REPORT_TEAM: 'Team report',
    WEEKLY_REPORT: 'Weekly report',
    MONTHLY_REPORT: 'Monthly report',
    SYSTEM_ANNOUNCEMENT: 'Announcement',
    PERMISSION_CHANGED: 'Permissions changed',
    ACCOUNT_SECURITY: 'Account security',
    QUIET_HOURS_SUMMARY: 'During quiet hours',
  },
};

export function isEnglish(language) {
  return language?.toLowerCase().startsWith('en') ?? false;
}

/** Chinese, unless English is asked for. */
export function texts(language) {
  return isEnglish(language) ? ENGLISH : CHINESE;
}

/** A type as people call it; a digest is called after what it gathers. */
export function typeName(type, language) {
  const {types, digestOf} = texts(language);
  const gathered = types[type.replace(/_SUMMARY$/, '')];
  return types[type] ?? (gathered ? digestOf(gathered) : type);
}

const STEPS = [['second', 60], ['minute', 60], ['hour', 24], ['day', 7]];

/** Three minutes ago; after a week, the date. */
export function ago(instant, language) {
  const locale = isEnglish(language) ? 'en' : 'zh-CN';
  const then = new Date(instant);
  let passed = (Date.now() - then) / 1000;
  if (passed < 60) return texts(language).justNow;
  for (const [unit, length] of STEPS) {
    if (passed < length) {
      return new Intl.RelativeTimeFormat(locale, {numeric: 'auto'}).format(-Math.max(1, Math.floor(passed)), unit);
    }
    passed /= length;
  }
  return then.toLocaleDateString(locale, {year: 'numeric', month: 'short', day: 'numeric'});
}
