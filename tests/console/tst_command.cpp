#include "engine/console/brain_parameters.h"
#include "engine/console/command.h"

#include <QTest>

using namespace agora;
using namespace agora::console;
using namespace std::chrono_literals;

namespace {

using Words = std::vector<std::string>;

Command commandOf(const Words &words)
{
    const auto line = parseLine(words);
    if (!line) {
        QTest::qFail(line.error().sentence.c_str(), __FILE__, __LINE__);
        return {};
    }
    return line->command.value_or(Command{});
}

std::string refusalOf(const Words &words)
{
    const auto line = parseLine(words);
    if (line)
        return "(accepted)";
    return line.error().exit == Exit::Usage ? line.error().sentence : "(not a usage error)";
}

bool contains(const std::string &text, const std::string &part)
{
    return text.find(part) != std::string::npos;
}

client::BrainModuleInfo smaCross()
{
    client::BrainModuleInfo module;
    module.key = "sma_cross";
    const std::vector<std::pair<std::string, std::string>> parameters{{"fast", "integer"},
        {"risk", "number"}, {"reverse", "flag"}, {"label", "text"}, {"side", "text"}};
    for (const auto &[key, type] : parameters) {
        client::BrainParameterInfo parameter;
        parameter.key = key;
        parameter.type = type;
        module.parameters.push_back(parameter);
    }
    module.parameters.back().choices = {"bid", "ask", "mid"};
    return module;
}

} // namespace

class CommandTest : public QObject {
    Q_OBJECT

private slots:
    void everyCommandIsKnown()
    {
        const std::vector<std::pair<Words, Verb>> lines{{{"status"}, Verb::Status},
            {{"agents"}, Verb::Agents}, {{"agent", "inspect", "n"}, Verb::AgentInspect},
            {{"brain", "list"}, Verb::BrainList}, {{"brain", "modules"}, Verb::BrainModules},
            {{"brain", "add", "m", "--symbol", "EUR_USD"}, Verb::BrainAdd},
            {{"brain", "remove", "n"}, Verb::BrainRemove},
            {{"brain", "start", "n"}, Verb::BrainStart}, {{"brain", "stop", "n"}, Verb::BrainStop},
            {{"positions"}, Verb::Positions}, {{"orders"}, Verb::Orders},
            {{"trades"}, Verb::Trades}, {{"account"}, Verb::Account}, {{"logs"}, Verb::Logs},
            {{"call", "router", "describe"}, Verb::Call}, {{"shutdown"}, Verb::Shutdown}};
        for (const auto &[words, verb] : lines) {
            QCOMPARE(commandOf(words).verb, verb);
            auto withJson = words;
            withJson.push_back("--json");
            QVERIFY2(commandOf(withJson).json, words.front().c_str());
        }
    }

    void globalOptionsStandBeforeOrBehindTheCommand()
    {
        for (const Words &words :
            {Words{"--profile", "paper", "--timeout", "2.5", "orders", "--open"},
                Words{"orders", "--open", "--timeout=2.5", "--profile=paper"}}) {
            const auto command = commandOf(words);
            QCOMPARE(command.profile, std::string("paper"));
            QCOMPARE(command.timeout, Duration(2500ms));
            QVERIFY(command.openOrdersOnly);
            QVERIFY(!command.json);
        }
        QCOMPARE(commandOf({"status"}).profile, std::string("default"));
    }

    void aBrainIsDescribed()
    {
        const auto brain
            = commandOf({"brain", "add", "sma_cross", "--symbol", "EUR_USD", "--period", "H4",
                            "--name", "mine", "-p", "fast=12", "-p", "label=a=b"})
                  .brain;
        QCOMPARE(brain.module, std::string("sma_cross"));
        QCOMPARE(brain.symbol, std::string("EUR_USD"));
        QVERIFY(brain.period == Period::hours(4));
        QCOMPARE(brain.name, std::string("mine"));
        QCOMPARE(brain.parameters.size(), std::size_t{2});
        QCOMPARE(brain.parameters[0], (std::pair<std::string, std::string>{"fast", "12"}));
        QCOMPARE(brain.parameters[1], (std::pair<std::string, std::string>{"label", "a=b"}));
    }

    void logsAndCallsTakeTheirArguments()
    {
        const auto logs = commandOf({"logs", "-f", "-n", "7", "--level", "warning"}).logs;
        QVERIFY(logs.follow);
        QCOMPARE(logs.last, std::size_t{7});
        QVERIFY(logs.minimum == LogLevel::Warning);
        const auto part
            = commandOf({"logs", "--agent", "a", "--text", "t", "--since", "2020-01-02"}).logs;
        QCOMPARE(part.agent, std::string("a"));
        QCOMPARE(part.text, std::string("t"));
        QVERIFY(part.since == parseIso("2020-01-02T00:00:00Z").value());
        QVERIFY(contains(refusalOf({"logs", "--since", "noon"}), "--since: "));
        QVERIFY(
            contains(refusalOf({"agent"}), "a command is missing after “agent”: one of inspect"));
        const auto call = commandOf({"call", "router", "series", R"({"symbol":"EUR_USD"})"}).call;
        QCOMPARE(call.agent, std::string("router"));
        QCOMPARE(call.method, std::string("series"));
        QCOMPARE(call.value["symbol"].asText(), std::string("EUR_USD"));
        QVERIFY(commandOf({"call", "router", "describe"}).call.value.isNull());
        QCOMPARE(
            commandOf({"call", "a", "m", "[1,2]"}).call.value.asArray().size(), std::size_t{2});
    }

    /// One key in 85 does, and whoever got it cannot choose another.
    void keysMayBeginLikeAnOption_data()
    {
        QTest::addColumn<QByteArray>("key");
        for (const char *begin : {"-", "--", "-h", "-f", "--json", "--for", "--help=", "-5", "!"})
            QTest::newRow(begin) << QByteArray(begin).leftJustified(40, 'k');
        QTest::newRow("characters of shells and formats")
            << QByteArray("-{%$}[]").leftJustified(40, '-');
    }
    void keysMayBeginLikeAnOption()
    {
        QFETCH(QByteArray, key);
        const auto text = key.toStdString();
        for (const Words &words : {Words{"keys", "allow", text, "--for", "laptop"},
                 Words{"keys", "allow", "--for", "laptop", text},
                 Words{"keys", "allow", "--for=laptop", text, "--profile=default"},
                 Words{"keys", "allow", "--for", "laptop", "--", text}}) {
            const auto command = commandOf(words);
            QVERIFY(command.verb == Verb::KeysAllow);
            QCOMPARE(command.keys.publicKey, text);
            QCOMPARE(command.keys.name, std::string("laptop"));
        }
        QVERIFY(contains(refusalOf({"keys", "allow", text, text}), "one argument too many"));
        QVERIFY(contains(refusalOf({"keys", "allow", "-short"}), "public-key"));
    }

    void otherArgumentsMayBeginWithAMinus()
    {
        QCOMPARE(commandOf({"call", "a", "m", "-5"}).call.value.asInteger(), std::int64_t{-5});
        const Words formula{"indicator", "compute", "--in", "bars.csv"};
        auto plain = formula;
        plain.insert(plain.end(), {"-close"});
        QVERIFY(contains(refusalOf(plain), "behind “--” it would be an argument"));
        auto marked = formula;
        marked.insert(marked.end(), {"--", "-close"});
        QCOMPARE(commandOf(marked).indicators.names, std::vector<std::string>{"-close"});
    }

    void aMistypedCommandIsSuggested()
    {
        QCOMPARE(refusalOf({"positons"}),
            std::string("unknown command “positons”, did you mean “positions”?"));
        QCOMPARE(refusalOf({"brain", "lst"}),
            std::string("unknown command “brain lst”, did you mean “list”?"));
        QCOMPARE(refusalOf({"orders", "--opn"}),
            std::string("unknown option “--opn”, did you mean “--open”?"));
        QCOMPARE(refusalOf({"--profil", "x", "status"}),
            std::string("unknown option “--profil”, did you mean “--profile”?"));
    }

    void wrongUsageIsOneSentence()
    {
        QVERIFY(contains(refusalOf({}), "a command is missing: one of status, agents, "));
        QVERIFY(
            contains(refusalOf({"brain"}), "a command is missing after “brain”: one of list, "));
        QCOMPARE(refusalOf({"status", "more"}), std::string("“more” is one argument too many"));
        QVERIFY(contains(refusalOf({"brain", "add", "sma_cross"}), "--symbol"));
        QVERIFY(contains(refusalOf({"brain", "remove"}), "name"));
        QVERIFY(
            contains(refusalOf({"brain", "add", "m", "--symbol", "S", "--period", "M7"}), "M7"));
        QVERIFY(contains(refusalOf({"brain", "add", "m", "--symbol", "S", "-p", "fast"}),
            "-p takes KEY=VALUE, not “fast”"));
        QVERIFY(contains(refusalOf({"logs", "--level", "warnin"}), "did you mean “warning”?"));
        QVERIFY(contains(refusalOf({"logs", "-n", "many"}), "many"));
        QVERIFY(contains(refusalOf({"logs", "-n", "-3"}), "-3"));
        QVERIFY(contains(refusalOf({"status", "--timeout", "0"}), "--timeout"));
        QVERIFY(contains(refusalOf({"status", "--timeout", "nan"}), "--timeout"));
        QVERIFY(contains(refusalOf({"call", "a", "m", "{"}), "no JSON"));
        for (const Words &words : {Words{}, Words{"brain", "add", "m"}, Words{"logs", "-n", "x"}})
            QVERIFY(!contains(refusalOf(words), "\n"));
    }

    void helpAndVersionAreTexts()
    {
        for (const Words &words :
            {Words{"--help"}, Words{"brain", "add", "--help"}, Words{"--version"}}) {
            const auto line = parseLine(words);
            QVERIFY(line && !line->command && !line->text.empty());
        }
        QVERIFY(contains(parseLine(Words{"brain", "add", "--help"})->text, "--symbol"));
    }

    void parametersAreTypedAsTheModuleDeclares()
    {
        const auto values = typedParameters(smaCross(),
            {{"fast", "12"}, {"risk", "0.5"}, {"reverse", "yes"}, {"label", "7"}, {"side", "ask"}});
        QVERIFY(values);
        QCOMPARE(values->toJson(),
            std::string(R"({"fast":12,"label":"7","reverse":true,"risk":0.5,"side":"ask"})"));
    }

    void wrongParametersAreNamed()
    {
        const auto problem = [](const std::string &key, const std::string &text) {
            const auto values = typedParameters(smaCross(), {{key, text}});
            return values ? std::string() : values.error().message;
        };
        QCOMPARE(problem("fsat", "1"),
            std::string("sma_cross has no parameter “fsat”, did you mean “fast”?"));
        QCOMPARE(problem("fast", "1.5"),
            std::string("parameter “fast” takes a whole number, not “1.5”"));
        QVERIFY(!problem("risk", "high").empty());
        QVERIFY(!problem("reverse", "maybe").empty());
        QVERIFY(contains(problem("side", "bit"), "did you mean “bid”?"));
    }
};

QTEST_APPLESS_MAIN(CommandTest)
#include "tst_command.moc"
