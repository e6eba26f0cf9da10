#include "indicators/catalog.h"
#include "indicators/column_name.h"

#include "tests/indicators/fixture_files.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <set>

using namespace agora;
using namespace agora::indicators;
using namespace agora::tests;

namespace {

/// What one column must be.
struct Expected {
    std::string name;
    std::vector<double> values;
    std::optional<std::size_t> firstDefined; ///< where the description of the files tells it
    double tolerance = 1e-9; ///< relative; absolute below 1
};

/// The reference for this column takes the difference of great sums and loses digits; the
/// description of the files allows for it in words, not in its table.
double toleranceOf(const std::string &name, double described)
{
    return name == "correl_high_low_30" ? std::max(described, 1e-8) : described;
}

std::vector<Expected> expectedColumns()
{
    QFile file(fixtureFolder() + QStringLiteral("columns.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot open %s", qPrintable(file.fileName()));
    const auto described = QJsonDocument::fromJson(file.readAll()).object();
    std::map<QString, Table> tables;
    std::vector<Expected> all;
    for (auto it = described.begin(); it != described.end(); ++it) {
        const auto about = it->toObject();
        const auto source = about[QLatin1String("file")].toString();
        if (!tables.contains(source))
            tables[source] = readTable(source);
        const auto name = it.key().toStdString();
        all.push_back({.name = name,
            .values = tables[source].numbers(name),
            .firstDefined
            = static_cast<std::size_t>(about[QLatin1String("first_valid_index")].toInt()),
            .tolerance = toleranceOf(name, about[QLatin1String("rel_tolerance")].toDouble())});
    }
    const Table candles = readTable(QStringLiteral("candles.csv"));
    for (const auto &name : candles.names) {
        if (name != "i" && name != "date" && !described.contains(QString::fromStdString(name)))
            all.push_back({.name = name,
                .values = candles.numbers(name),
                .firstDefined = {},
                .tolerance = 0});
    }
    return all;
}

/// The column as the file has it: values moved to where a chart would draw them, if it says so.
std::vector<double> moved(const std::vector<double> &values, int shift)
{
    std::vector<double> result(values.size(), undefined);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto from = static_cast<std::int64_t>(i) - shift;
        if (from >= 0 && from < static_cast<std::int64_t>(values.size()))
            result[i] = values[static_cast<std::size_t>(from)];
    }
    return result;
}

std::string difference(const Expected &expected, const std::vector<double> &got)
{
    for (std::size_t i = 0; i < got.size(); ++i) {
        const double wanted = expected.values[i];
        const bool isRight = std::isnan(wanted) || std::isnan(got[i])
            ? std::isnan(wanted) && std::isnan(got[i])
            : std::abs(got[i] - wanted) <= expected.tolerance * std::max(1.0, std::abs(wanted));
        if (!isRight)
            return expected.name + ": " + formatDouble(got[i]) + " at index " + std::to_string(i)
                + ", expected " + formatDouble(wanted);
    }
    const auto isDefined = [](double value) { return !std::isnan(value); };
    const auto first = static_cast<std::size_t>(std::ranges::find_if(got, isDefined) - got.begin());
    if (expected.firstDefined && first != *expected.firstDefined)
        return expected.name + ": first defined at index " + std::to_string(first) + ", expected "
            + std::to_string(*expected.firstDefined);
    return {};
}

using Compute
    = std::vector<double> (*)(IndicatorInstance &indicator, std::size_t output, const BarTable &);

std::vector<double> asBatch(IndicatorInstance &indicator, std::size_t output, const BarTable &bars)
{
    return indicator.compute(bars.columns())[output];
}

/// Each bar first as a forming one that moves, then completed.
std::vector<double> incrementally(
    IndicatorInstance &indicator, std::size_t output, const BarTable &bars)
{
    std::vector<double> values;
    for (std::size_t i = 0; i < bars.size(); ++i) {
        Bar forming = bars.bar(i);
        forming.close = forming.low;
        indicator.preview(forming);
        values.push_back(indicator.update(bars.bar(i))[output]);
    }
    return values;
}

std::string check(const Expected &expected, const BarTable &bars, Compute compute)
{
    const auto request = parseColumnName(expected.name);
    if (!request)
        return expected.name + ": the catalogue has no such column";
    Inputs inputs;
    if (request->first)
        inputs.first = Source(*request->first);
    if (request->second)
        inputs.second = Source(*request->second);
    const auto indicator = make(request->key, request->parameters, std::move(inputs));
    if (!indicator)
        return expected.name + ": " + indicator.error().message;
    return difference(expected, moved(compute(**indicator, request->output, bars), request->shift));
}

} // namespace

/// Every column of the reference files, found by its name alone.
class TestIndicatorFixtures : public QObject {
    Q_OBJECT

private:
    std::vector<Expected> m_expected;
    BarTable m_bars;

    static void report(const std::vector<Expected> &expected, const BarTable &bars, Compute compute)
    {
        std::size_t wrong = 0;
        for (const auto &column : expected) {
            const auto problem = check(column, bars, compute);
            if (problem.empty())
                continue;
            ++wrong;
            qWarning("%s", problem.c_str());
        }
        qInfo("%zu of %zu columns are right", expected.size() - wrong, expected.size());
        QCOMPARE(wrong, std::size_t(0));
    }

private slots:
    void initTestCase()
    {
        m_bars = readBarTable(QStringLiteral("ohlcv.csv"));
        m_expected = expectedColumns();
        QVERIFY(m_bars.size() > 0);
        QVERIFY(!m_expected.empty());
    }

    void everyColumnAsABatch() { report(m_expected, m_bars, asBatch); }
    void everyColumnIncrementally() { report(m_expected, m_bars, incrementally); }

    void degenerateBarsGiveTheAgreedValues()
    {
        if (!hasTable(QStringLiteral("edge_flat.csv")))
            QSKIP("this series has no degenerate bars");
        const auto bars = readBarTable(QStringLiteral("edge_flat.csv"));
        const Table table = readTable(QStringLiteral("edge_flat_expected.csv"));
        std::vector<Expected> expected;
        for (const auto &name : table.names) {
            if (name != "i" && name != "date")
                expected.push_back(
                    {.name = name, .values = table.numbers(name), .firstDefined = {}});
        }
        report(expected, bars, asBatch);
        report(expected, bars, incrementally);
    }

    /// `agoractl indicator compute --all-columns` writes exactly the columns of these files.
    void theListOfReferenceColumnsIsWhole()
    {
        if (qEnvironmentVariableIsSet("AGORA_FIXTURES"))
            QSKIP("other files than the repository's may have other columns");
        std::set<std::string> wanted;
        for (const auto &column : m_expected)
            wanted.insert(column.name);
        const auto &listed = referenceColumnNames();
        QCOMPARE(listed.size(), wanted.size());
        QVERIFY(std::set<std::string>(listed.begin(), listed.end()) == wanted);
    }
};

QTEST_APPLESS_MAIN(TestIndicatorFixtures)
#include "tst_indicator_fixtures.moc"
