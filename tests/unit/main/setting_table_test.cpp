#include "main/setting_table.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <variant>

namespace courtside::server {
namespace {

TEST(SettingTable, NamesEachSettingOnce) {
    std::set<std::string> seen;
    std::set<std::string> flags;
    for (const Setting& setting : setting_table()) {
        EXPECT_TRUE(seen.insert(std::string(setting.name)).second) << setting.name;
        EXPECT_TRUE(flags.insert(flag_name(setting)).second) << setting.name;
        EXPECT_EQ(find_setting(setting.name), &setting);
    }
}

TEST(SettingTable, AcceptsEachDefaultAsWritten) {
    for (const Setting& setting : setting_table()) {
        Settings settings;
        EXPECT_EQ(apply(setting, default_text(setting), settings), std::nullopt) << setting.name;
    }
}

TEST(SettingTable, SetsWhatItGetsAtBothBounds) {
    for (const Setting& setting : setting_table()) {
        const auto* number = std::get_if<NumberSetting>(&setting.kind);
        if (number == nullptr) {
            continue;
        }
        for (const std::int64_t value : {number->least, number->most}) {
            Settings settings;
            EXPECT_EQ(apply(setting, value, settings), std::nullopt) << setting.name;
            EXPECT_EQ(number->get(settings), value) << setting.name;
        }
    }
}

TEST(SettingTable, RefusesNumbersOutsideTheirBoundsAndChangesNothing) {
    for (const Setting& setting : setting_table()) {
        const auto* number = std::get_if<NumberSetting>(&setting.kind);
        if (number == nullptr) {
            continue;
        }
        Settings settings;
        const std::int64_t before = number->get(settings);
        EXPECT_NE(apply(setting, number->least - 1, settings), std::nullopt) << setting.name;
        EXPECT_NE(apply(setting, number->most + 1, settings), std::nullopt) << setting.name;
        EXPECT_EQ(number->get(settings), before) << setting.name;
    }
}

TEST(SettingTable, SetsEachSettingApartFromAllOthers) {
    for (const Setting& setting : setting_table()) {
        const auto* number = std::get_if<NumberSetting>(&setting.kind);
        if (number == nullptr) {
            continue;
        }
        const Settings defaults;
        Settings settings;
        number->set(settings, number->get(defaults) == number->least ? number->most : number->least);
        for (const Setting& other : setting_table()) {
            const auto* other_number = std::get_if<NumberSetting>(&other.kind);
            if (other_number != nullptr && &other != &setting) {
                EXPECT_EQ(other_number->get(settings), other_number->get(defaults))
                    << setting.name << " changes " << other.name;
            }
        }
    }
}

TEST(SettingTable, NamesTheFlagAndTheVariableAfterTheSetting) {
    const Setting* setting = find_setting("offer_answer_s");
    ASSERT_NE(setting, nullptr);
    EXPECT_EQ(flag_name(*setting), "--offer-answer-s");
    EXPECT_EQ(environment_name(*setting), "COURTSIDE_OFFER_ANSWER_S");
    EXPECT_EQ(default_text(*setting), "20");
}

TEST(SettingTable, RefusesWhatIsNoWholeNumber) {
    const Setting& port = *find_setting("port");
    for (const char* text : {"", "80a", "0x50", "8080 ", "8.5", "99999999999999999999"}) {
        Settings settings;
        EXPECT_NE(apply(port, text, settings), std::nullopt) << text;
        EXPECT_EQ(settings.port, Settings{}.port);
    }
}

TEST(SettingTable, TakesOnlyIpAddressesToListenOn) {
    const Setting& listen = *find_setting("listen");
    Settings settings;
    EXPECT_EQ(apply(listen, "::1", settings), std::nullopt);
    EXPECT_EQ(settings.listen, "::1");
    EXPECT_NE(apply(listen, "localhost", settings), std::nullopt);
    EXPECT_NE(apply(listen, "127.0.0.1:80", settings), std::nullopt);
    EXPECT_EQ(settings.listen, "::1");
}

}  // namespace
}  // namespace courtside::server
