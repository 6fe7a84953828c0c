/**
 * From which projects webhooks were heard, and how many within the last day.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('bitbucket_server_webhooks', table => {
    table.comment(
      'Webhooks that each provider has heard of: 24 rows a project at most, of which each is used again a day later',
    );
    table.string('provider').notNullable();
    table.text('project_key_lower').notNullable();
    table.integer('hour_of_day').notNullable();
    table
      .integer('hour')
      .notNullable()
      .comment('The last such hour with a webhook, since the epoch');
    table.integer('heard').notNullable().comment('How many came in that hour');
    table.primary(['provider', 'project_key_lower', 'hour_of_day']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('bitbucket_server_webhooks');
};
