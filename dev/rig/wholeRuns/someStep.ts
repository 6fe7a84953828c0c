import fc from 'fast-check';
import { someConfiguration } from './someWorld';
import {
  type Change,
  CHANGE_TYPES,
  type Delivery,
  type Moment,
  type Step,
  type Work,
} from './types';

/** What is most easily got wrong. */
const OF_NAMES = ['rename', 'swap', 'create', 'delete', 'switch file'] as const;

const isOf = <T extends string>(type: T) => fc.constant(type);
const number = fc.nat({ max: 99 });
const pauseMs = fc.constantFrom(0, 700);

const someChange: fc.Arbitrary<Change> = fc.record({
  type: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...OF_NAMES) },
    { weight: 2, arbitrary: fc.constantFrom(...CHANGE_TYPES) },
  ),
  which: number,
  to: number,
  name: number,
});

const someDelivery: fc.Arbitrary<Delivery> = fc.record({
  type: isOf('deliver'),
  which: number,
  to: fc.constantFrom('first', 'second'),
});

/** As many as there are in most runs. */
const somePlace = fc.oneof(
  fc.record({
    before: isOf('request'),
    nth: fc.integer({ min: 1, max: 40 }),
  }),
  fc.record({
    before: isOf('statement'),
    nth: fc.integer({ min: 1, max: 80 }),
  }),
  fc.record({
    before: isOf('mutation'),
    nth: fc.integer({ min: 1, max: 6 }),
  }),
);

const someMoment: fc.Arbitrary<Moment> = fc
  .tuple(
    somePlace,
    fc.oneof(
      { weight: 6, arbitrary: someChange },
      { weight: 3, arbitrary: someDelivery },
      {
        weight: 1,
        arbitrary: fc.record({ type: fc.constantFrom('abort', 'kill') }),
      },
    ),
  )
  .map(([place, happens]) => ({ ...place, happens }));

const someWork: fc.Arbitrary<Work> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      type: isOf('run'),
      by: fc.constantFrom('first', 'second', 'both'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: isOf('webhooks'),
      deliveries: fc.array(someDelivery, { minLength: 1, maxLength: 4 }),
      pauseMs,
    }),
  },
);

const someFault = fc.record({
  match: fc.constantFrom('.', '/repos', '/browse', 'projects.', '/repos/', 'A'),
  times: fc.integer({ min: 1, max: 30 }),
  respond: fc.constantFrom(
    { status: 500 },
    { status: 503 },
    { status: 401 },
    { status: 403 },
    'html' as const,
    'reset' as const,
    'hang' as const,
  ),
});

/** Any step. */
export const someStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: someChange },
  {
    weight: 10,
    arbitrary: fc.record(
      {
        type: isOf('do'),
        work: someWork,
        meanwhile: fc.array(someMoment, { maxLength: 6 }),
        fault: someFault,
      },
      { requiredKeys: ['type', 'work', 'meanwhile'] },
    ),
  },
  {
    weight: 3,
    arbitrary: fc.record({ type: isOf('hear all'), pauseMs }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: isOf('refuse'),
      times: fc.integer({ min: 1, max: 12 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: isOf('restart') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: isOf('configure'),
      configuration: someConfiguration,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record(
      { type: isOf('make right'), configuration: someConfiguration },
      { requiredKeys: ['type'] },
    ),
  },
);
