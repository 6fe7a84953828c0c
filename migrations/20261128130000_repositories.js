/**
 * What is remembered of each repository, and which entities the catalog has or
 * is to have of it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('bitbucket_server_providers', table => {
    table.comment('How the runs of each provider have fared');
    table.string('provider').primary().comment('Name of the provider');
    table
      .bigInteger('revision')
      .notNullable()
      .defaultTo(0)
      .comment('A counter that only grows, locked until its change is seen');
    table.bigInteger('complete_at').nullable();
    table.bigInteger('started_at').nullable();
    table.bigInteger('ended_at').nullable();
    table.string('ending', 16).nullable();
  });

  await knex.schema.createTable('bitbucket_server_repositories', table => {
    table.comment('What each provider remembers of each repository');
    table.string('provider').notNullable();
    table
      .text('repository_key')
      .notNullable()
      .comment('id:123, or name:proj/slug while no id is known');
    table.text('project_key').notNullable().comment("In the server's spelling");
    table.text('repo_slug').notNullable();
    table.text('project_key_lower').notNullable();
    table.text('repo_slug_lower').notNullable();
    table.text('answer').nullable().comment('The last definite one, as JSON');
    table.text('fingerprint').nullable().comment('What the answer holds for');
    table.text('default_branch').nullable();
    table.text('digest').nullable().comment('Of what the directories showed');
    table.bigInteger('looked_at').nullable();
    table.bigInteger('unknown_since').nullable();
    table.text('unknown_reason').nullable();
    table.string('due', 16).nullable();
    table.text('asker').nullable().comment('Who was the last to begin a look');
    table.bigInteger('revision').notNullable();
    table.primary(['provider', 'repository_key']);
    table.index(
      ['provider', 'project_key_lower', 'repo_slug_lower'],
      'bitbucket_server_repositories_name',
    );
    table.index(
      ['provider', 'revision'],
      'bitbucket_server_repositories_revision',
    );
  });

  await knex.schema.createTable('bitbucket_server_entities', table => {
    table.comment('The entities that the catalog has, or is to have');
    table.string('provider').notNullable();
    table.text('repository_key').notNullable();
    table.text('entity_ref').notNullable();
    table.text('json').nullable().comment('Null where only its name is known');
    table.text('found_in').notNullable().comment('proj/slug, in lower case');
    table.boolean('is_wanted').notNullable().comment('Else to be removed');
    table.boolean('is_told').notNullable().comment('The catalog has this json');
    table.integer('times_retold').notNullable();
    table.primary(['provider', 'repository_key', 'entity_ref']);
    table.index(
      ['provider', 'entity_ref'],
      'bitbucket_server_entities_entity_ref',
    );
    table.index(['provider', 'found_in'], 'bitbucket_server_entities_found_in');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('bitbucket_server_entities');
  await knex.schema.dropTable('bitbucket_server_repositories');
  await knex.schema.dropTable('bitbucket_server_providers');
};
