#include "brains/sdk/brain_module.h"

#include "brains/sdk/parameter_check.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <iterator>

using namespace agora;

namespace {
const std::filesystem::path builtIn = AGORA_BINARY_DIR "/brains";
const std::filesystem::path faulty = AGORA_BINARY_DIR "/tests/brains";

std::filesystem::path moduleFile(const std::filesystem::path &root, const std::string &key)
{
    return root / key / (key + ".so");
}
} // namespace

namespace {
bool isMapped(const std::filesystem::path &file)
{
    std::ifstream maps("/proc/self/maps");
    const std::string all{std::istreambuf_iterator<char>(maps), {}};
    return all.find(file.string()) != std::string::npos;
}
} // namespace

class BrainModuleTest : public QObject {
    Q_OBJECT

    static QString errorOf(const std::filesystem::path &file)
    {
        const auto module = BrainModule::load(file);
        return module ? "loaded" : QString::fromStdString(module.error().message);
    }
    static BrainDescription description()
    {
        BrainDescription about;
        about.key = "tested";
        about.parameters = {
            {"fast", "Fast", "", std::int64_t{10}, 1, 100, 1, {}},
            {"level", "Level", "", 0.5, 0.0, 1.0, 0.1, {}},
            {"active", "Active", "", true, 0, 0, 0, {}},
            {"side", "Side", "", std::string("both"), 0, 0, 0, {"long", "short", "both"}},
            {"note", "Note", "", std::string(), 0, 0, 0, {}},
        };
        return about;
    }
    static QString complaint(const ParameterValues &given)
    {
        const auto checked = checkParameters(description(), given);
        return checked ? "accepted" : QString::fromStdString(checked.error().message);
    }
    static QString typed(const std::string &key, const std::string &text)
    {
        const auto values = parseParameters(description(), {{key, text}});
        return QString::fromStdString(values ? toString(values->at(key)) : values.error().message);
    }

private slots:
    void aModuleDescribesItselfAndMakesBrains()
    {
        const auto module = BrainModule::load(moduleFile(builtIn, "sma_cross"));
        QVERIFY2(module, module ? "" : module.error().message.c_str());
        QCOMPARE(QString::fromStdString(module->description().key), QString("sma_cross"));
        QCOMPARE(module->description().parameters.size(), std::size_t(4));
        const auto first = module->create();
        const auto second = module->create();
        QVERIFY(first && second);
        QVERIFY(first->get() != second->get());
    }

    void aModuleIsUnloadedSoThatANewBuildCanBeLoaded()
    {
        const auto file = moduleFile(builtIn, "template");
        const auto isLoaded = [&] { return isMapped(file); };
        QVERIFY(!isLoaded());
        {
            const auto module = BrainModule::load(file);
            QVERIFY(module && isLoaded());
        }
        QVERIFY(!isLoaded());
    }

    void everyBrainOfTheTreeCanBeLoaded()
    {
        const std::vector<std::filesystem::path> folders{builtIn};
        const auto brains = findModules(folders);
        QVERIFY(brains.size() >= 2);
        for (const auto &brain : brains) {
            const auto module = BrainModule::load(brain.library);
            QVERIFY2(module, module ? "" : module.error().message.c_str());
            QCOMPARE(module->description().key, brain.key);
            QVERIFY(checkParameters(module->description(), {}));
            QVERIFY(module->create());
        }
    }

    void whatIsNoModuleIsRefusedWithItsName()
    {
        const auto missing = errorOf(builtIn / "nothing" / "nothing.so");
        QVERIFY2(missing.contains("nothing.so") && missing.contains("does not exist"),
            qPrintable(missing));

        QTemporaryDir folder;
        const auto text = std::filesystem::path(folder.path().toStdString()) / "text.so";
        std::ofstream(text) << "no library";
        QVERIFY2(errorOf(text).contains("text.so"), qPrintable(errorOf(text)));

        const auto stranger = errorOf(moduleFile(faulty, "no_brain"));
        QVERIFY2(stranger.contains("no_brain.so") && stranger.contains("agoraBrainApiVersion"),
            qPrintable(stranger));
    }

    void anotherVersionIsRefusedAndBothAreNamed()
    {
        const auto error = errorOf(moduleFile(faulty, "old_api"));
        QVERIFY2(error.contains("old_api.so"), qPrintable(error));
        QVERIFY2(
            error.contains("version " + QString::number(brainApiVersion + 41)), qPrintable(error));
        QVERIFY2(error.contains("has version " + QString::number(brainApiVersion) + ":"),
            qPrintable(error));
    }

    void aThrowingConstructorIsAnError()
    {
        const auto module = BrainModule::load(moduleFile(faulty, "throws_in_constructor"));
        QVERIFY2(module, module ? "" : module.error().message.c_str());
        const auto brain = module->create();
        QVERIFY(!brain);
        const auto error = QString::fromStdString(brain.error().message);
        QVERIFY2(
            error.contains("throws_in_constructor") && error.contains("no licence for this brain"),
            qPrintable(error));
    }

    void foldersAreSearchedInOrder()
    {
        QTemporaryDir temporary;
        const auto own = std::filesystem::path(temporary.path().toStdString());
        const auto put = [&](const char *key, const char *file) {
            std::filesystem::create_directories(own / key);
            std::ofstream(own / key / file) << "x";
        };
        put("sma_cross", "sma_cross.so");
        put("sma_cross", "brain.json");
        put("unregistered", "unregistered.so");
        put("unbuilt", "brain.json");
        const std::vector<std::filesystem::path> folders{own, builtIn, own / "no such folder"};
        const auto brains = findModules(folders);
        QVERIFY(std::is_sorted(brains.begin(), brains.end(),
            [](const auto &a, const auto &b) { return a.key < b.key; }));
        QCOMPARE(findModule(folders, "sma_cross")->library, moduleFile(own, "sma_cross"));
        QCOMPARE(findModule(folders, "template")->library, moduleFile(builtIn, "template"));
        QVERIFY(!findModule(folders, "unregistered"));
        QVERIFY(!findModule(folders, "unbuilt"));
        const auto typo = findModule(folders, "sma_cros");
        QVERIFY(!typo);
        QVERIFY(typo.error().message.find("“sma_cross”") != std::string::npos);
    }

    void defaultsFillWhatWasNotGiven()
    {
        const auto values = checkParameters(
            description(), {{"fast", std::int64_t{20}}, {"level", std::int64_t{1}}})
                                .value();
        QCOMPARE(std::get<std::int64_t>(values.at("fast")), std::int64_t(20));
        QCOMPARE(std::get<double>(values.at("level")), 1.0); // a whole number will do
        QCOMPARE(std::get<bool>(values.at("active")), true);
        QCOMPARE(values.size(), std::size_t(5));
    }

    void badParametersAreNamed()
    {
        QVERIFY(complaint({{"fsat", std::int64_t{20}}}).contains("no parameter “fsat”"));
        QVERIFY(complaint({{"levle", 0.1}}).contains("“level”"));
        QVERIFY(complaint({{"fast", 20.5}}).contains("must be a whole number, not “20.5”"));
        QVERIFY(complaint({{"fast", std::int64_t{101}}}).contains("is 101, allowed are 1 to 100"));
        QVERIFY(complaint({{"level", -0.1}}).contains("“level” is -0.1"));
        QVERIFY(
            complaint({{"level", std::numeric_limits<double>::quiet_NaN()}}).contains("finite"));
        QVERIFY(complaint({{"active", std::string("yes")}}).contains("must be yes or no"));
        QVERIFY(complaint({{"side", std::string("boht")}}).contains("long, short, both"));
        QCOMPARE(complaint({{"note", std::string("anything")}}), QString("accepted"));
    }

    void typedValuesAreReadByTheirType()
    {
        QCOMPARE(typed("fast", "20"), QString("20"));
        QCOMPARE(typed("level", "0.25"), QString("0.25"));
        QCOMPARE(typed("active", "off"), QString("false"));
        QCOMPARE(typed("side", "long"), QString("long"));
        QVERIFY(typed("fast", "ten").contains("must be a whole number, not “ten”"));
        QVERIFY(typed("fast", "0").contains("allowed are 1 to 100"));
        QVERIFY(typed("active", "maybe").contains("yes or no"));
        QVERIFY(typed("slow", "1").contains("no parameter “slow”"));
    }

    void anUnusableDescriptionIsRefused()
    {
        auto twice = description();
        twice.parameters.push_back(twice.parameters.front());
        QVERIFY(!checkDescription(twice));
        auto outside = description();
        outside.parameters[0].defaultValue = std::int64_t{1000};
        QVERIFY(checkDescription(outside).error().message.find("fast") != std::string::npos);
        auto plotted = description();
        plotted.plots = {{.key = "fast", .color = "#f2b134"}, {.key = "slow"}};
        QVERIFY(checkDescription(plotted));
        plotted.plots[1].key = "fast";
        QVERIFY(
            checkDescription(plotted).error().message.find("“fast” twice") != std::string::npos);
        plotted.plots[1] = {.key = "slow", .color = "green"};
        QVERIFY(checkDescription(plotted).error().message.find("#rrggbb") != std::string::npos);
        plotted.plots[1] = {.key = "slow", .width = 0};
        QVERIFY(!checkDescription(plotted));
        QVERIFY(!checkDescription({}));
        QVERIFY(checkDescription(description()));
    }
};

QTEST_APPLESS_MAIN(BrainModuleTest)
#include "tst_brain_module.moc"
