/** As many as the server's snapshot has. */
const MOST = 100;

/** The latest messages of callers, the oldest first, by recording: a message that two channels bring is one. */
export class Voicemails extends Map {
  snapshot(messages = []) {
    this.clear();
    messages.forEach((message) => this.#put(message));
  }

  event({ callId, mailbox, caller, recording, durationMs }, time) {
    this.#put({ at: time, callId, mailbox, caller, recording, durationMs });
  }

  #put(message) {
    this.set(message.recording, message);
    if (this.size > MOST) {
      this.delete(this.keys().next().value);
    }
  }
}
