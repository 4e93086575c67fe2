#include "support/world.hpp"

#include <gtest/gtest.h>

namespace courtside::core {
namespace {

using namespace support;

AdminResult done(const AdminReply& reply) {
    const auto* result = std::get_if<AdminResult>(&reply.result);
    EXPECT_NE(result, nullptr);
    return result == nullptr ? AdminResult{} : *result;
}

Error refused(const AdminReply& reply) {
    const auto* error = std::get_if<Error>(&reply.result);
    EXPECT_NE(error, nullptr);
    return error == nullptr ? Error{} : *error;
}

void expect_nothing_stored(const World& world) {
    for (const Effect& effect : world.effects()) {
        EXPECT_FALSE(std::holds_alternative<Persist>(effect)) << describe(effect);
    }
}

AddTenant initech() {
    return {"initech",
            "https://initech.example",
            {{"k1", KeyAlgorithm::hs256, std::string(32, 's')}},
            {"https://intranet.initech.example"}};
}

TEST(AddTenantChange, GivesTheNextIdAndTellsThoseWhoVerifyTokens) {
    World world;
    EXPECT_EQ(done(world.admin(initech())).id, 2U);
    const bool told = std::ranges::any_of(
        world.effects(), [](const Effect& effect) { return std::holds_alternative<TenantsChanged>(effect); });
    EXPECT_TRUE(told);
    EXPECT_EQ(world.engine().tenants().at(1).origins, initech().origins);
    EXPECT_EQ(world.store().tenant(TenantId{2}).audit.at(0).action, "tenant.add");
    EXPECT_EQ(world.store().tenant(TenantId{2}).audit.at(0).actor, "root");
}

TEST(AddTenantChange, RefusesWhatCouldNotWork) {
    World world;
    const auto with = [](auto change) {
        AddTenant bad = initech();
        change(bad);
        return bad;
    };
    for (const AddTenant& bad :
         {with([](AddTenant& t) { t.name.clear(); }), with([](AddTenant& t) { t.issuer.clear(); }),
          with([](AddTenant& t) { t.issuer = "https://acme.example"; }),
          with([](AddTenant& t) { t.keys.clear(); }), with([](AddTenant& t) { t.keys[0].key_id.clear(); }),
          with([](AddTenant& t) { t.keys[0].material.resize(31); }),
          with([](AddTenant& t) { t.keys.push_back(t.keys[0]); })}) {
        EXPECT_EQ(refused(world.admin(bad)).code, ErrorCode::invalid_argument);
        expect_nothing_stored(world);
    }
    EXPECT_EQ(world.engine().tenants().size(), 1U);
}

TEST(SkillImport, CountsWhatItDid) {
    World world;
    const AdminResult result = done(world.admin(ImportSkills{
        TenantId{1}, {{"S1", "Communication", "Talking and writing"}, {"S2", "New", ""}, {"N", "N", ""}}}));
    EXPECT_EQ(result.added, 1U);
    EXPECT_EQ(result.updated, 1U);
    EXPECT_EQ(result.unchanged, 1U);
    EXPECT_EQ(world.rows().skills.at("S2").label, "New");
    EXPECT_EQ(world.rows().audit.back().action, "skill.import");
}

TEST(SkillImport, IsAllOrNothingAndNamesTheRow) {
    World world;
    for (const Skill& bad :
         {Skill{"", "l", ""}, Skill{std::string(65, 'c'), "l", ""}, Skill{"C", "", ""},
          Skill{"C", std::string(201, 'l'), ""}, Skill{"C", "l", std::string(4097, 'd')}}) {
        const Error error = refused(world.admin(ImportSkills{TenantId{1}, {{"N", "N", ""}, bad}}));
        EXPECT_EQ(error.text.substr(0, 6), "row 2:");
        expect_nothing_stored(world);
    }
    EXPECT_FALSE(world.rows().skills.contains("N"));
}

TEST(SkillImport, OfALargeCatalogueCanBeRepeated) {
    World world;
    std::vector<Skill> skills;
    for (int i = 0; i < 15'000; ++i) {
        skills.push_back({"L" + std::to_string(i), "label", ""});
    }
    EXPECT_EQ(done(world.admin(ImportSkills{TenantId{1}, skills})).added, 15'000U);
    EXPECT_EQ(done(world.admin(ImportSkills{TenantId{1}, skills})).unchanged, 15'000U);
    for (Skill& skill : skills) {
        skill.code += "x";
    }
    EXPECT_EQ(refused(world.admin(ImportSkills{TenantId{1}, skills})).code, ErrorCode::too_large);
}

TEST(PeopleImport, AddsAndUpdatesWithManagersOfTheSameImport) {
    World world;
    world.connect("lea", a_learner().named("Lea"));
    const AdminResult result =
        done(world.admin(ImportPeople{TenantId{1},
                                      {{"lea", ProfileBuilder().managed_by("mona").in_zone("Europe/Berlin")},
                                       {"mona", a_coach_of_s1()},
                                       {"max", Profile{}}}}));
    ASSERT_EQ(result.added, 2U);
    EXPECT_EQ(result.updated, 1U);
    const Person& lea = *world.rows().find_person("lea");
    EXPECT_EQ(lea.manager, world.rows().find_person("mona")->id);
    EXPECT_EQ(lea.time_zone, "Europe/Berlin");
    EXPECT_EQ(lea.name, "Lea");
    EXPECT_EQ(world.rows().find_person("max")->name, "max");
    EXPECT_EQ(done(world.admin(ImportPeople{TenantId{1}, {{"max", Profile{}}}})).unchanged, 1U);
}

TEST(PeopleImport, IsAllOrNothingAndNamesTheRow) {
    World world;
    const std::vector<PersonImport> bad_rows{
        {"", Profile{}},
        {std::string(201, 's'), Profile{}},
        {"good", Profile{}},  // twice
        {"b", ProfileBuilder().named("")},
        {"b", ProfileBuilder().named(std::string(201, 'n'))},
        {"b", ProfileBuilder().skilled("unknown", 3)},
        {"b", ProfileBuilder().skilled("S1", 0)},
        {"b", ProfileBuilder().skilled("S1", 6)},
        {"b", ProfileBuilder().speaks({"not a tag"})},
        {"b", ProfileBuilder().in_zone("Mars/Olympus")},
        {"b", ProfileBuilder().managed_by("nobody")},
        {"b", ProfileBuilder().in_unit(std::string(201, 'u'))},
    };
    for (const PersonImport& bad : bad_rows) {
        const Error error = refused(world.admin(ImportPeople{TenantId{1}, {{"good", a_coach()}, bad}}));
        EXPECT_EQ(error.text.substr(0, 6), "row 2:") << error.text;
        expect_nothing_stored(world);
    }
    EXPECT_TRUE(world.rows().people.empty());
    EXPECT_TRUE(world.engine().people(TenantId{1}).empty());
}

TEST(PeopleImport, TakesTheManagerAwayWithAnEmptyOne) {
    World world;
    world.admin(ImportPeople{TenantId{1}, {{"mona", {}}, {"lea", ProfileBuilder().managed_by("mona")}}});
    EXPECT_TRUE(world.rows().find_person("lea")->manager);
    world.admin(ImportPeople{TenantId{1}, {{"lea", ProfileBuilder().managed_by("")}}});
    EXPECT_FALSE(world.rows().find_person("lea")->manager);
}

TEST(PeopleImport, CanMakeAMatchPossible) {
    World world;
    const Client carl = world.ready_coach("carl", a_coach());
    world.connect("lea").ask();
    EXPECT_FALSE(carl.offer());
    world.admin(ImportPeople{TenantId{1}, {{"carl", ProfileBuilder().skilled("S1", 3)}}});
    EXPECT_TRUE(carl.offer());
}

TEST(AdminChange, OnATenantThatIsNotThereIsRefused) {
    World world;
    EXPECT_EQ(refused(world.admin(ImportSkills{TenantId{9}, {}})).code, ErrorCode::not_found);
    EXPECT_EQ(refused(world.admin(ImportPeople{TenantId{9}, {}})).code, ErrorCode::not_found);
    expect_nothing_stored(world);
}

}  // namespace
}  // namespace courtside::core
