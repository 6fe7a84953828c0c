/**
 * The counter by which replicas agree on what was seen before what, and what is
 * known of the files that the catalog has read.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('bitbucket_server_revision', table => {
    table.comment('One row: a counter that only grows');
    table.integer('id').primary();
    table.bigInteger('value').notNullable();
  });
  await knex('bitbucket_server_revision').insert({ id: 1, value: 0 });

  await knex.schema.createTable('bitbucket_server_files', table => {
    table.comment('Each address of a file that was asked for, and its content');
    table.string('target_key', 40).primary().comment('SHA-1 of the target');
    table.text('target').notNullable();
    table.string('host').notNullable().index();
    table.string('repository_key', 40).notNullable().index();
    table.string('directory_key', 40).notNullable().index();
    table.string('file_key', 40).notNullable().index();
    table.string('content_id', 64).nullable().comment('Id of the git blob');
    table
      .bigInteger('seen_from')
      .notNullable()
      .comment('Revision before the content was asked for');
    table
      .bigInteger('seen_until')
      .notNullable()
      .comment('Revision after it was answered');
    table
      .bigInteger('doubted_at')
      .notNullable()
      .comment('Nothing seen from this revision or an earlier one is believed');
    table
      .bigInteger('confirmed_at')
      .notNullable()
      .comment('When the content was last seen, in milliseconds');
    table
      .bigInteger('asked_at')
      .notNullable()
      .index()
      .comment('When it was last asked for, in milliseconds, to the hour');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('bitbucket_server_files');
  await knex.schema.dropTable('bitbucket_server_revision');
};
