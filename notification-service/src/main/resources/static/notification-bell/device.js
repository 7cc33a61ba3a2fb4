const KEY = 'crm-notification-device';

/** What holds on this device only, for the browser asks here: sound and desktop notifications. */
export const device = {
  get: () => ({sound: false, desktop: false, ...stored()}),

  change(part) {
    localStorage.setItem(KEY, JSON.stringify({...this.get(), ...part}));
  },

  /** Whether desktop notifications may be shown; asks the person if they have not said. */
  async askForDesktop() {
    if (!('Notification' in globalThis)) return false;
    return (await Notification.requestPermission()) === 'granted';
  },

  /** Whether it was shown. */
  showOnDesktop({id, title, content}, onClick) {
    if (!this.get().desktop || !('Notification' in globalThis) || Notification.permission !== 'granted') return false;
    const shown = new Notification(title, {body: content, tag: id});
    shown.onclick = () => {
      focus();
      shown.close();
      onClick();
    };
    return true;
  },

  /** Two soft notes. Silent until the person has touched the page, for browsers want it so. */
  chime() {
    if (!this.get().sound || !('AudioContext' in globalThis)) return;
    const audio = new AudioContext();
    [[880, 0], [1174.7, 0.12]].forEach(([pitch, after]) => note(audio, pitch, audio.currentTime + after));
    setTimeout(() => audio.close(), 1000);
  },
};

function stored() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {}; // storage is forbidden, or somebody else has written there
  }
}

function note(audio, pitch, at) {
  const tone = new OscillatorNode(audio, {type: 'sine', frequency: pitch});
  const volume = new GainNode(audio, {gain: 0});
  volume.gain.linearRampToValueAtTime(0.12, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.5);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + 0.55);
}
