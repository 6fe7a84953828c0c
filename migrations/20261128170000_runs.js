/**
 * How the last runs of each provider have fared, in place of the last one alone.
 * The columns of the last one stay, since replicas of before still write them
 * during a deployment.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('bitbucket_server_runs', table => {
    table.comment('The last runs of each provider');
    table.string('provider').notNullable();
    table
      .bigInteger('number')
      .notNullable()
      .comment('A revision of the provider: a later run has a higher one');
    table.bigInteger('started_at').notNullable();
    table.bigInteger('ended_at').nullable();
    table.string('ending', 16).notNullable();
    table.text('reason').nullable().comment('Why it failed or was stopped');
    table.integer('looks').nullable().comment('At repositories');
    table.integer('unknown').nullable().comment('Repositories');
    table.integer('requests').nullable();
    table.primary(['provider', 'number']);
  });
  await knex.raw(
    `insert into bitbucket_server_runs
       (provider, number, started_at, ended_at, ending)
     select provider, revision, started_at, ended_at, coalesce(ending, 'stopped')
     from bitbucket_server_providers where started_at is not null`,
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('bitbucket_server_runs');
};
