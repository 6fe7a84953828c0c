/**
 * How large the lists of a server were, which decides how they are read next.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('bitbucket_server_providers', table => {
    table
      .integer('listed_projects')
      .nullable()
      .comment('Projects that no filter left out in the last run');
    table
      .integer('server_repositories')
      .nullable()
      .comment('Repositories on the whole server, as far as the last run saw');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('bitbucket_server_providers', table => {
    table.dropColumn('listed_projects');
    table.dropColumn('server_repositories');
  });
};
