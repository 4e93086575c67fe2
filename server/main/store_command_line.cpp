// The store as a whole, on the command line, and what it holds about one person.

#include "main/command_builder.hpp"

namespace courtside::server {

void add_store_commands(CommandBuilder& builder) {
    CLI::App& check = builder.command(builder.app(), "verify",
                                      "Check the whole store and say what is wrong with it.", verify);
    builder.add_data(check);
    builder.add_json(check);

    const auto [backup_command, target] = builder.command_with<BackupOptions>(
        builder.app(), "backup",
        "Copy the whole store into a new file and verify that. A running server goes on meanwhile; its\n"
        "write-ahead log grows until the copy is done. The file holds keys and messages: keep it safe.",
        backup);
    builder.add_data(*backup_command);
    builder.add_json(*backup_command);
    backup_command->add_option("--output", target->output, "the new file; none is written over")
        ->required()
        ->type_name("FILE");

    const auto [restore_command, source] = builder.command_with<RestoreOptions>(
        builder.app(), "restore",
        "Put a backup in the place of the store. No server may run. The backup is verified first; the store\n"
        "that was there is kept beside it. Who was erased since is erased again, what was revoked stays\n"
        "revoked, and no id is given twice.",
        restore);
    builder.add_data(*restore_command);
    builder.add_json(*restore_command);
    restore_command->add_option("--from", source->from, "the backup")->required()->type_name("FILE");

    const auto [export_command, exported] =
        builder.command_with<ExportOptions>(builder.app(), "export",
                                            "Write all that is stored about a person as one JSON document. "
                                            "That it was done goes to the audit log.",
                                            export_person);
    builder.add_data(*export_command);
    CommandBuilder::add_company(*export_command, exported->tenant);
    export_command->add_option("--person", exported->subject, "subject of the person")->required();
    export_command
        ->add_option("--output", exported->output,
                     "write it to this new file, readable by you alone, and do not print it")
        ->type_name("FILE");

    const auto [explain_command, explained] = builder.command_with<ExplainOptions>(
        builder.app(), "explain",
        "Say how a request was decided: whom it was offered to and why, and who was passed over and why.\n"
        "That it was done goes to the audit log.",
        explain);
    builder.add_basics(*explain_command, explained->tenant);
    explain_command->add_option("request", explained->request, "number of the request")->required();

    const auto [erase_command, erased] = builder.command_with<EraseOptions>(
        builder.app(), "erase",
        "Erase a person: who they are, their words in messages, issues, notes and closing words. Numbers "
        "stay,\n"
        "others see that something was erased. Ends what they have open. Cannot be taken back.",
        erase_person);
    builder.add_basics(*erase_command, erased->tenant);
    erase_command->add_option("--person", erased->subject, "subject of the person")->required();
    erase_command->add_flag("--yes", erased->yes, "do it; without this nothing is erased");
}

}  // namespace courtside::server
