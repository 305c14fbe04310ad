// The instant of the question in place of the machine's. Import this before the library, which may hold on to Date.
const Machine = Date;
let now = Machine.now();

globalThis.Date = class Date extends Machine {
  constructor(...parts) {
    super(...(parts.length > 0 ? parts : [now]));
  }

  static now() {
    return now;
  }
};

export const standAt = text => now = Machine.parse(text);
