import events from 'node:events';
import { AbortWatch } from './AbortWatch';

describe('AbortWatch', () => {
  it('tells everybody the reason, once, when the signal is aborted', () => {
    const watch = new AbortWatch();
    const controller = new AbortController();
    const told = [jest.fn(), jest.fn()];
    told.forEach(callback => watch.add(controller.signal, callback));
    const reason = new Error('the run is over');
    controller.abort(reason);
    controller.abort(new Error('again'));
    told.forEach(callback =>
      expect(callback.mock.calls).toEqual([[reason]]),
    );
  });

  it('tells nobody who has left, and no one of another signal', () => {
    const watch = new AbortWatch();
    const controller = new AbortController();
    const callback = jest.fn();
    watch.add(controller.signal, callback);
    watch.delete(controller.signal, callback);
    watch.add(new AbortController().signal, callback);
    controller.abort();
    expect(callback).not.toHaveBeenCalled();
  });

  it('puts one listener on a signal, however many wait', () => {
    const watch = new AbortWatch();
    const { signal } = new AbortController();
    for (let i = 0; i < 50; i += 1) {
      watch.add(signal, () => {});
    }
    expect(events.getEventListeners(signal, 'abort')).toHaveLength(1);
  });
});
