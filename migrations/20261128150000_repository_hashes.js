/**
 * What the server's list of hashes has said of each repository, and how far
 * that list is believed.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('bitbucket_server_repositories', table => {
    table
      .text('hash')
      .nullable()
      .comment('Of content and default branch, as read before the last look');
  });

  await knex.schema.createTable('bitbucket_server_hosts', table => {
    table.comment('What holds for all providers of a host');
    table.string('host').primary();
    table
      .text('hash_trust')
      .notNullable()
      .comment('How far its list of hashes is believed, as JSON');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('bitbucket_server_hosts');
  await knex.schema.alterTable('bitbucket_server_repositories', table => {
    table.dropColumn('hash');
  });
};
