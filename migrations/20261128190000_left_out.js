/**
 * Which repositories a list has shown and a filter left out.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('bitbucket_server_left_out', table => {
    table.comment(
      'Repositories that a filter leaves out by more than their names; nobody looks at them',
    );
    table.string('provider').notNullable();
    table.text('repository_key').notNullable();
    table.text('project_key').notNullable().comment("In the server's spelling");
    table.text('repo_slug').notNullable();
    table.text('project_key_lower').notNullable();
    table.text('repo_slug_lower').notNullable();
    table.string('reason', 32).notNullable().comment('Which filter');
    table.primary(['provider', 'repository_key']);
    table.index(
      ['provider', 'project_key_lower', 'repo_slug_lower'],
      'bitbucket_server_left_out_name',
    );
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('bitbucket_server_left_out');
};
