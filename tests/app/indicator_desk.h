#pragma once

#include "app/indicator/configured_list.h"
#include "app/indicator/indicator_dialog.h"
#include "charts/price_chart.h"
#include "tests/charts/indicator_samples.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

namespace agora::app {

/// A dialog over a chart that needs no engine, with a folder of its own.
struct Desk {
    explicit Desk(std::vector<charts::IndicatorSetup> before = {}, const QString &kept = {})
        : chart(tests::sampleChart(400))
    {
        if (const auto done = chart->setIndicators(std::move(before)); !done)
            qFatal("the chart refuses: %s", done.error().message.c_str());
        chart->show();
        open(kept);
    }
    void open(const QString &kept = {})
    {
        dialog = std::make_unique<IndicatorDialog>(
            *chart, QDir(kept.isEmpty() ? folder.path() : kept), nullptr);
        dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(dialog.get(), 30'000));
    }
    template <typename T>
    T *find(const char *name) const
    {
        auto *found = dialog->findChild<T *>(QString::fromLatin1(name));
        if (!found)
            qFatal("no widget of that type is called %s", name);
        return found;
    }
    template <typename T>
    T *findVisible(const char *name) const
    {
        auto *found = find<T>(name);
        auto *pages = find<QTabWidget>("indicator.pages");
        for (int page = 0; page < pages->count() && !found->isVisible(); ++page)
            pages->setCurrentIndex(page);
        return found;
    }
    void type(const QString &text) const
    {
        auto *search = find<QLineEdit>("indicator.search");
        search->setFocus();
        search->selectAll();
        QTest::keyClicks(search, text);
    }
    void typeAndAdd(const QString &text) const
    {
        type(text);
        QTest::keyClick(find<QLineEdit>("indicator.search"), Qt::Key_Return);
    }
    void press(QDialogButtonBox::StandardButton which) const
    {
        QTest::mouseClick(
            find<QDialogButtonBox>("indicator.buttons")->button(which), Qt::LeftButton);
    }
    [[nodiscard]] ConfiguredList &list() const
    {
        return *find<ConfiguredList>("indicator.configured");
    }
    [[nodiscard]] QStringList titles() const
    {
        QStringList titles;
        for (int row = 0; row < list().count(); ++row)
            titles.append(list().item(row)->text());
        return titles;
    }
    [[nodiscard]] std::vector<charts::IndicatorSetup> drawn() const { return chart->indicators(); }
    [[nodiscard]] QStringList drawnTitles() const
    {
        QStringList titles;
        for (const auto &setup : drawn())
            titles.append(charts::titleOf(setup));
        return titles;
    }

    QTemporaryDir folder;
    std::unique_ptr<charts::PriceChart> chart;
    std::unique_ptr<IndicatorDialog> dialog;
};

inline std::int64_t periodOf(const charts::IndicatorSetup &setup)
{
    return std::get<std::int64_t>(setup.parameters.at("period"));
}

inline constexpr int patient = 30'000;

} // namespace agora::app
