// When instruments trade, and how a user's file changes the list of them.
#include "engine/base/random.h"
#include "engine/model/instrument_file.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <thread>

using namespace agora;
using namespace std::chrono_literals;

namespace {

Timestamp at(const char *iso) { return parseIso(iso).value(); }
QString text(const std::string &value) { return QString::fromStdString(value); }

TradingHours hoursOf(std::vector<std::string> sessions, std::vector<std::string> holidays,
    const std::string &zone = "America/New_York")
{
    TradingSchedule schedule{.name = "test", .zone = zone, .sessions = {}, .closures = {}};
    for (const auto &one : sessions) {
        const auto parsed = parseSessions(one);
        if (!parsed)
            qFatal("%s", parsed.error().message.c_str());
        schedule.sessions.insert(schedule.sessions.end(), parsed->begin(), parsed->end());
    }
    for (const auto &one : holidays) {
        const auto parsed = parseClosure(one);
        if (!parsed)
            qFatal("%s", parsed.error().message.c_str());
        schedule.closures.push_back(*parsed);
    }
    auto made = TradingHours::make(schedule);
    if (!made)
        qFatal("%s", made.error().message.c_str());
    return *made;
}

Result<std::vector<Instrument>> parse(const std::string &toml)
{
    return parseInstruments(toml, "instruments.toml");
}

const Instrument *in(const std::vector<Instrument> &list, const std::string &symbol)
{
    for (const auto &one : list) {
        if (one.symbol == symbol)
            return &one;
    }
    return nullptr;
}

} // namespace

class TestInstruments : public QObject {
    Q_OBJECT
private slots:
    void anExchangeOpensAndClosesByItsOwnWallClock();
    void holidaysAndHalfDaysClose();
    void hoursAgreeWithTheirRuleAtEveryMinute();
    void datesThatMoveAreFound();
    void hoursThatMakeNoSenseAreRefused();
    void theBuiltInWeekIsTheSameHoweverItIsWritten();
    void currenciesRestOverChristmasAndNewYear();
    void futuresHaveADailyBreakAndHolidays();
    void aFileChangesAddsAndRemoves();
    void theListSurvivesItsText();
    void everyMistakeNamesItsPlace_data();
    void everyMistakeNamesItsPlace();
    void anAbsentFileGivesTheBuiltInList();
    void theProcessUsesWhatItWasTold();
};

void TestInstruments::anExchangeOpensAndClosesByItsOwnWallClock()
{
    const auto xetra = hoursOf({"Mon-Fri 09:00-17:30"}, {}, "Europe/Berlin");
    QVERIFY(xetra.hasWeekend());
    QVERIFY(!isOpen(xetra, at("2024-01-08T07:59:59Z")));
    QVERIFY(isOpen(xetra, at("2024-01-08T08:00:00Z"))); // CET
    QVERIFY(isOpen(xetra, at("2024-07-08T07:00:00Z"))); // CEST
    QVERIFY(!isOpen(xetra, at("2024-07-08T15:30:00Z")));
    QVERIFY(nextClose(xetra, at("2024-01-08T10:00:00Z")) == at("2024-01-08T16:30:00Z"));
    QVERIFY(nextOpen(xetra, at("2024-01-12T16:30:00Z")) == at("2024-01-15T08:00:00Z"));
    QVERIFY(nextClose(xetra, at("2024-01-13T10:00:00Z")) == at("2024-01-13T10:00:00Z"));
    // The clock changes on 31 March 2024 between Friday's close and Monday's opening.
    QVERIFY(nextOpen(xetra, at("2024-03-29T20:00:00Z")) == at("2024-04-01T07:00:00Z"));

    const auto lunch = hoursOf({"Mon-Fri 09:00-11:30", "Mon-Fri 12:30-15:00"}, {}, "Asia/Tokyo");
    QVERIFY(!isOpen(lunch, at("2024-01-09T03:00:00Z")));
    QVERIFY(nextOpen(lunch, at("2024-01-09T02:30:00Z")) == at("2024-01-09T03:30:00Z"));

    const auto nights = hoursOf({"Sun-Thu 18:00-17:00"}, {});
    QVERIFY(isOpen(nights, at("2024-01-09T04:00:00Z"))); // Monday 23:00
    QVERIFY(!isOpen(nights, at("2024-01-09T22:30:00Z"))); // 17:30
    QVERIFY(nextClose(nights, at("2024-01-08T23:00:00Z")) == at("2024-01-09T22:00:00Z"));

    const auto weekdaysOnly = hoursOf({"Sat 10:00 - Sun 02:00"}, {}, "UTC");
    QVERIFY(!weekdaysOnly.hasWeekend());
    QVERIFY(isOpen(weekdaysOnly, at("2024-01-07T01:00:00Z"))); // over the week's edge
    QVERIFY(nextClose(weekdaysOnly, at("2024-01-06T12:00:00Z")) == at("2024-01-07T02:00:00Z"));
}

void TestInstruments::holidaysAndHalfDaysClose()
{
    const auto stocks = hoursOf({"Mon-Fri 09:30-16:00"},
        {"12-25", "2024-07-03 13:00 - 24:00", "4th Thu of Nov", "12-31 12:00 - 01-02 10:00"});
    QVERIFY(!isOpen(stocks, at("2024-12-25T16:00:00Z")));
    QVERIFY(!isOpen(stocks, at("2025-12-25T16:00:00Z"))); // every year
    QVERIFY(nextOpen(stocks, at("2024-12-24T21:00:00Z")) == at("2024-12-26T14:30:00Z"));
    QVERIFY(nextClose(stocks, at("2024-07-03T15:00:00Z")) == at("2024-07-03T17:00:00Z"));
    QVERIFY(isOpen(stocks, at("2025-07-03T18:00:00Z"))); // that one year only
    QVERIFY(!isOpen(stocks, at("2024-11-28T16:00:00Z")));
    QVERIFY(isOpen(stocks, at("2024-11-27T16:00:00Z")));
    QVERIFY(!isOpen(stocks, at("2024-12-31T17:30:00Z"))); // over the year's end
    QVERIFY(!isOpen(stocks, at("2025-01-02T14:59:59Z")));
    QVERIFY(isOpen(stocks, at("2025-01-02T15:00:00Z")));
    QVERIFY(nextClose(TradingHours::AlwaysOpen, at("2024-01-01T00:00:00Z")) == Timestamp::max());

    const auto shut = hoursOf({"Mon-Fri 09:00-17:00"}, {"01-01 00:00 - 12-31 24:00"});
    QVERIFY(nextOpen(shut, at("2024-06-01T00:00:00Z")) == Timestamp::max());
}

/// Against the rule written out: weekday and wall clock of every minute that is tried.
void TestInstruments::hoursAgreeWithTheirRuleAtEveryMinute()
{
    const std::uint64_t seed = 20'240'331;
    qInfo("seed %llu", static_cast<unsigned long long>(seed));
    Random random(seed);
    const auto zone = Zone::find("Europe/London").value();
    const auto hours = hoursOf({"Mon-Thu 20:00-06:00", "Fri 08:00-12:00"},
        {"12-25", "last Mon of Aug", "2024-05-07 02:00 - 05:00"}, "Europe/London");
    const auto isOpenByRule = [&](Timestamp moment) {
        const auto local = zone.toLocal(moment);
        const auto day = std::chrono::floor<std::chrono::days>(local);
        const std::chrono::year_month_day date{day};
        const auto weekday = std::chrono::weekday{day}.c_encoding();
        const auto clock = local - day;
        if (date.month() == std::chrono::December && date.day() == std::chrono::day{25})
            return false;
        if (date
            == std::chrono::year_month_day{
                date.year() / 8 / std::chrono::Monday[std::chrono::last]})
            return false;
        if (date == std::chrono::year{2024} / 5 / 7 && clock >= 2h && clock < 5h)
            return false;
        if (weekday == 5 && clock >= 8h && clock < 12h)
            return true;
        return (weekday >= 1 && weekday <= 4 && clock >= 20h)
            || (weekday >= 2 && weekday <= 5 && clock < 6h);
    };
    const auto start = at("2023-12-01T00:00:00Z");
    for (int i = 0; i < 20'000; ++i) {
        const auto moment
            = start + 1min * static_cast<std::int64_t>(random.below(60ULL * 24 * 500));
        QVERIFY2(isOpen(hours, moment) == isOpenByRule(moment), formatIso(moment, 0).c_str());
        const auto open = nextOpen(hours, moment);
        const auto close = nextClose(hours, moment);
        QVERIFY(isOpen(hours, open) && (open == moment || !isOpen(hours, open - 1ns)));
        QVERIFY(!isOpen(hours, close) && (close == moment || isOpen(hours, close - 1ns)));
        QVERIFY(open == moment || close == moment);
    }
}

void TestInstruments::datesThatMoveAreFound()
{
    const auto dateOf = [](const char *rule, int year) {
        const auto date = parseClosure(rule)->from.in(year);
        return date
            ? formatIso(Timestamp{std::chrono::sys_days{date->time_since_epoch()}}, 0).substr(0, 10)
            : std::string("none");
    };
    // Western Easter as the churches publish it.
    QCOMPARE(dateOf("Easter Sunday", 2000), std::string("2000-04-23"));
    QCOMPARE(dateOf("Good Friday", 2024), std::string("2024-03-29"));
    QCOMPARE(dateOf("Easter Monday", 2025), std::string("2025-04-21"));
    QCOMPARE(dateOf("Easter Sunday", 2038), std::string("2038-04-25"));
    QCOMPARE(dateOf("Easter Sunday", 1818), std::string("1818-03-22")); // the earliest there is
    QCOMPARE(dateOf("4th Thu of Nov", 2024), std::string("2024-11-28"));
    QCOMPARE(dateOf("last Mon of May", 2027), std::string("2027-05-31"));
    QCOMPARE(dateOf("5th Mon of Feb", 2024), std::string("none"));
    QCOMPARE(dateOf("02-29", 2023), std::string("none"));
    QCOMPARE(dateOf("02-29", 2024), std::string("2024-02-29"));
    QCOMPARE(dateOf("2024-12-26", 2025), std::string("none"));
    for (const char *one : {"12-25", "2026-12-25", "Good Friday", "4th Thu of Nov",
             "last Mon of May", "12-24 13:00 - 24:00", "12-24 17:00 - 12-25 18:00",
             "Maundy Thursday 17:00 - Good Friday 17:00", "2026-01-01 00:00 - 2026-01-02 09:30"})
        QCOMPARE(text(toText(parseClosure(one).value())), QString(one));
    QCOMPARE(text(toText(parseSessions("Sun 17:00 - Fri 17:00")->front())),
        QString("Sun 17:00 - Fri 17:00"));
}

void TestInstruments::hoursThatMakeNoSenseAreRefused()
{
    for (const char *wrong : {"", "Mon", "Mon 09:00", "Mon-Fri 9:00-17:00", "Mon-Fri 09:00-25:00",
             "Mox-Fri 09:00-17:00", "Mon-Fri 09:00 17:00", "Sun 17:00 - Fri",
             "Mon-Tue-Wed 09:00-10:00", "Mon-Fri 24:00-10:00", "Mon 09:60-10:00"}) {
        const auto parsed = parseSessions(wrong);
        QVERIFY2(!parsed, wrong);
        QVERIFY(parsed.error().message.find(wrong) != std::string::npos);
    }
    for (const char *wrong : {"", "25-12", "2026-02-30", "13-01", "Bad Friday", "6th Thu of Nov",
             "12-24 13:00", "12-24 13:00 - 12:00", "12-24 17:00 - 2026-12-25 18:00", "12-24 -",
             "2026-12-24 17:00 - 12-25 18:00", "12-24 17:00 - 12-25"}) {
        const auto parsed = parseClosure(wrong);
        QVERIFY2(!parsed, wrong);
        QVERIFY(parsed.error().message.find(wrong) != std::string::npos);
    }
    const auto overlap = TradingHours::make(
        {.name = "twice", .zone = "UTC", .sessions = {{0, 600}, {500, 700}}, .closures = {}});
    QVERIFY(!overlap && overlap.error().message.find("overlap") != std::string::npos);
    const auto around = TradingHours::make({.name = "around",
        .zone = "UTC",
        .sessions = {{600, 700}, {10'000, 10'700}},
        .closures = {}});
    QVERIFY(!around && around.error().message.find("overlap") != std::string::npos);
    const auto empty
        = TradingHours::make({.name = "none", .zone = "UTC", .sessions = {}, .closures = {}});
    QVERIFY(!empty && empty.error().message.find("none") != std::string::npos);
    const auto nowhere = TradingHours::make(
        {.name = "moon", .zone = "Moon/Base", .sessions = {{0, 600}}, .closures = {}});
    QVERIFY(!nowhere && nowhere.error().message.find("Moon/Base") != std::string::npos);
}

void TestInstruments::theBuiltInWeekIsTheSameHoweverItIsWritten()
{
    const auto written = hoursOf({"Sun 17:00 - Fri 17:00"}, {});
    QVERIFY(written.hasWeekend() && !written.isAlwaysOpen());
    Random random(7);
    for (int i = 0; i < 5'000; ++i) {
        const auto moment = at("2015-01-01T00:00:00Z")
            + 1s * static_cast<std::int64_t>(random.below(600'000'000));
        QCOMPARE(isOpen(written, moment), isOpen(TradingHours::FxWeek, moment));
        QVERIFY(nextOpen(written, moment) == nextOpen(TradingHours::FxWeek, moment));
        QVERIFY(nextClose(written, moment) == nextClose(TradingHours::FxWeek, moment));
    }
    QVERIFY(hoursOf({"Sun 17:00 - Fri 17:00"}, {}) == written);
    // Threads ask at the same time.
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&, i] {
            for (int k = 0; k < 500; ++k)
                (void)isOpen(written, at("2020-01-01T00:00:00Z") + 1h * (k * 13 + i));
            (void)hoursOf({"Mon-Fri 09:00-17:0" + std::to_string(i)}, {});
        });
    for (auto &thread : threads)
        thread.join();
}

void TestInstruments::currenciesRestOverChristmasAndNewYear()
{
    const auto &euro = in(builtInInstruments(), "EUR_USD")->hours;
    for (const char *closed : {"2024-12-24T22:00:00Z", "2024-12-25T21:59:59Z",
             "2025-12-31T22:00:00Z", "2026-01-01T12:00:00Z"})
        QVERIFY2(!isOpen(euro, at(closed)), closed);
    for (const char *open :
        {"2024-12-24T21:59:59Z", "2024-12-25T22:00:00Z", "2026-01-01T22:00:00Z"})
        QVERIFY2(isOpen(euro, at(open)), open);
    QVERIFY(isOpen(in(builtInInstruments(), "BTC_USD")->hours, at("2024-12-25T12:00:00Z")));
}

void TestInstruments::futuresHaveADailyBreakAndHolidays()
{
    const auto &index = in(builtInInstruments(), "SPX500_USD")->hours;
    QVERIFY(!isOpen(index, at("2024-01-09T22:30:00Z"))); // 17:30 in New York
    QVERIFY(isOpen(index, at("2024-01-09T23:00:00Z")));
    QVERIFY(!isOpen(index, at("2024-03-29T15:00:00Z"))); // Good Friday
    QVERIFY(!isOpen(index, at("2024-11-28T18:30:00Z"))); // Thanksgiving, after the early halt
    QVERIFY(isOpen(index, at("2024-11-28T17:30:00Z")));
    QVERIFY(nextOpen(index, at("2024-12-24T18:15:00Z")) == at("2024-12-25T23:00:00Z"));
    QVERIFY(index == in(builtInInstruments(), "XAU_USD")->hours);
}

void TestInstruments::aFileChangesAddsAndRemoves()
{
    const auto list = parse(R"(
[[hours]]
name = "xetra"
zone = "Europe/Berlin"
sessions = ["Mon-Fri 09:00-17:30"]
holidays = ["12-25", "Good Friday"]

[[instrument]]
symbol = "EUR_USD"
margin_rate = 0.02
hours = "fx-week"

[[instrument]]
symbol = "AUD_NZD"
remove = true

[[instrument]]
symbol = "DE40_EUR"
name = "Germany 40"
precision = 1
pip_location = 0
units_precision = 2
minimum_units = "0.01"
lot_units = 1
margin_rate = 0.05
hours = "xetra"
day_anchor = 0
day_zone = "Europe/Berlin"
week_start = "Mon"
typical_price = 18000
typical_spread_pips = 1.2
annual_volatility = 0.17
daily_ticks = 30000
)");
    QVERIFY2(list, list ? "" : list.error().message.c_str());
    QCOMPARE(list->size(), builtInInstruments().size());
    QVERIFY(in(*list, "AUD_NZD") == nullptr);
    auto euro = *in(builtInInstruments(), "EUR_USD");
    euro.marginRate = Decimal::parse("0.02").value();
    euro.hours = TradingHours::FxWeek;
    QVERIFY(*in(*list, "EUR_USD") == euro);
    QVERIFY(*in(*list, "GBP_USD") == *in(builtInInstruments(), "GBP_USD"));
    const auto &dax = *in(*list, "DE40_EUR");
    QCOMPARE(dax.base, std::string("DE40"));
    QCOMPARE(dax.quote, std::string("EUR"));
    QCOMPARE(dax.formatPrice(18000.25), std::string("18000.3"));
    QCOMPARE(dax.minimumUnits.toString(), std::string("0.01"));
    QVERIFY(isOpen(dax.hours, at("2024-01-08T08:00:00Z")));
    QVERIFY(!isOpen(dax.hours, at("2024-12-25T10:00:00Z")));
    QVERIFY(dax.dayAnchor == DayAnchor::make(0, "Europe/Berlin", std::chrono::Monday).value());
    QVERIFY(in(*list, "EUR_USD")->dayAnchor == DayAnchor());
}

void TestInstruments::theListSurvivesItsText()
{
    auto list = builtInInstruments();
    list[0].name = "with \"quotes\" and \\";
    list[1].hours = hoursOf({"Mon-Fri 09:00-17:30", "Sat 10:00-24:00"},
        {"12-25", "2026-01-02 10:00 - 12:00", "last Mon of May"}, "Europe/Berlin");
    list[2].dayAnchor = DayAnchor::make(5, "Asia/Tokyo", std::chrono::Sunday).value();
    list[3].typicalPrice = 0.8812345678901234;
    const auto back = parseInstruments(toText(list), "text", {});
    QVERIFY2(back, back ? "" : back.error().message.c_str());
    QCOMPARE(back->size(), list.size());
    for (std::size_t i = 0; i < list.size(); ++i)
        QVERIFY2((*back)[i] == list[i], list[i].symbol.c_str());
}

void TestInstruments::everyMistakeNamesItsPlace_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("told");
    const auto row
        = [](const char *line, const char *told) { QTest::newRow(line) << line << told; };
    row("precision = 12", "“precision” must be from 0 to 9, not 12");
    row("precision = \"five\"", "“precision” must be a whole number");
    row("pip_location = -8", "a pip of 10^-8");
    row("margin_rate = 1.5", "1.5");
    row("margin_rate = 0", "“margin_rate” must be a positive number");
    row("minimum_units = 0.5", "“minimum_units” 0.5");
    row("minimum_units = \"lots\"", "“minimum_units”");
    row("lot_units = -1", "“lot_units”");
    row("hours = \"fxx\"", "“fxx”, did you mean “fx”?");
    row("day_anchor = 24", "“day_anchor” must be from 0 to 23, not 24");
    row("day_zone = \"Europe/Nowhere\"", "Europe/Nowhere");
    row("week_start = \"Friday\"", "“Friday”");
    row("typical_price = -1.0", "“typical_price”");
    row("daily_ticks = 0.0", "“daily_ticks”");
    row("annual_volatility = nan", "“annual_volatility”");
    row("name = \"\"", "“name” must not be empty");
    row("quote = \"usd\"", "“quote” must be capitals and digits, such as “EUR”, not “usd”");
    row("marginrate = 1", "“marginrate” is not known here, did you mean “margin_rate”?");
    row("remove = \"yes\"", "“remove” must be true or false");
}

void TestInstruments::everyMistakeNamesItsPlace()
{
    QFETCH(QString, line);
    QFETCH(QString, told);
    const auto list = parse("[[instrument]]\nsymbol = \"EUR_USD\"\n" + line.toStdString() + "\n");
    QVERIFY(!list);
    const auto message = text(list.error().message);
    QVERIFY2(message.startsWith("instruments.toml:3:"), qPrintable(message));
    QVERIFY2(message.contains(told), qPrintable(message));
}

void TestInstruments::anAbsentFileGivesTheBuiltInList()
{
    QTemporaryDir folder;
    const auto file = std::filesystem::path(folder.path().toStdString()) / "instruments.toml";
    QVERIFY(loadInstruments(file).value() == builtInInstruments());
    std::ofstream(file)
        << "[[instrument]]\nsymbol = \"EUR_USD\"\n[[instrument]]\nsymbol = \"EUR_USD\"\n";
    const auto twice = loadInstruments(file);
    QVERIFY(!twice && twice.error().message.find("instruments.toml:4:") != std::string::npos);
    const std::pair<const char *, const char *> wrong[] = {
        {"[[instrument]]\nsymbol = \"eurusd\"\n", "“eurusd”"},
        {"[[instrument]]\nprecision = 2\n", "“symbol”"},
        {"[[instrument]]\nsymbol = \"EUR_XXX\"\nremove = true\n", "not in the list"},
        {"[instrument]\nsymbol = \"EUR_USD\"\n", "[[instrument]]"},
        {"[[hours]]\nname = \"fx\"\nsessions = [\"Mon-Fri 09:00-17:00\"]\n", "already"},
        {"[[hours]]\nname = \"a\"\nsessions = [\"Mon-Fri\"]\n", "“Mon-Fri” is no trading session"},
        {"[[hours]]\nname = \"a\"\nsessions = [\"Mon-Fri 09:00-17:00\"]\nholidays = [\"Xmas\"]\n",
            "“Xmas” is no holiday"},
        {"[[hours]]\nsessions = [\"Mon-Fri 09:00-17:00\"]\n", "“name”"},
        {"[[hours]]\nname = \"a\"\n", "no session"},
        {"[[instruments]]\n", "did you mean “instrument”?"},
        {"[[instrument]\n", "instruments.toml:1:"},
    };
    for (const auto &[content, told] : wrong) {
        const auto list = parse(content);
        QVERIFY2(!list, content);
        QVERIFY2(
            list.error().message.find(told) != std::string::npos, list.error().message.c_str());
        QVERIFY2(
            list.error().message.starts_with("instruments.toml:"), list.error().message.c_str());
    }
}

void TestInstruments::theProcessUsesWhatItWasTold()
{
    const auto *before = findInstrument("EUR_USD");
    QVERIFY(before != nullptr && findInstrument("DE40_EUR") == nullptr);
    useInstruments(parse("[[instrument]]\nsymbol = \"DE40_EUR\"\nprecision = 1\n").value());
    QVERIFY(findInstrument("DE40_EUR") != nullptr);
    QCOMPARE(symbolFromFileName("DE40EUR-2024.csv").valueOr("?"), std::string("DE40_EUR"));
    QCOMPARE(before->symbol, std::string("EUR_USD")); // stays valid
    useInstruments(builtInInstruments());
    QVERIFY(findInstrument("DE40_EUR") == nullptr);
}

QTEST_GUILESS_MAIN(TestInstruments)
#include "tst_instruments.moc"
