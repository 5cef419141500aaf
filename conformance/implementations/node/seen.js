/** Events that were handled before. Webhooks are delivered at least once, so they may repeat. */

const IDS_MAX = 20_000;

class Seen {
  #ids = new Set();

  has(id) {
    return this.#ids.has(id);
  }

  add(id) {
    this.#ids.add(id);
    if (this.#ids.size > IDS_MAX) {
      const [oldest] = this.#ids;
      this.#ids.delete(oldest);
    }
  }

  /** Handles an event unless it was handled before. When its handling fails it may come again. */
  async once(id, handle) {
    if (this.has(id)) {
      return;
    }
    this.add(id);
    try {
      await handle();
    } catch (error) {
      this.#ids.delete(id);
      throw error;
    }
  }
}

module.exports = { Seen };
