#pragma once

#include "app/chart_settings/chart_properties.h"
#include "tests/app/bench.h"

#include <QCheckBox>
#include <QColorDialog>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>

namespace agora::app {

/// The dialog of the chart in front, used as a user does.
struct Properties {
    explicit Properties(Bench &window) : bench(window)
    {
        bench.trigger("charts.properties");
        dialog = bench.find<ChartProperties>("chartProperties");
    }

    template <typename T>
    T &find(const char *name)
    {
        auto *found = dialog->findChild<T *>(QString::fromLatin1(name));
        if (!found)
            qFatal("the dialog has no %s", name);
        return *found;
    }
    void page(int index)
    {
        auto *bar = find<QTabWidget>("settings.pages").tabBar();
        QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(index).center());
    }
    void check(const char *name)
    {
        auto &box = find<QCheckBox>(name);
        QTest::mouseClick(&box, Qt::LeftButton, {}, {box.height() / 2, box.height() / 2});
    }
    /// Walks down the list of a box with the keyboard.
    void choose(const char *name, int times)
    {
        auto &box = find<QComboBox>(name);
        box.setFocus();
        for (int i = 0; i < times; ++i)
            QTest::keyClick(&box, Qt::Key_Down);
    }
    void color(const char *name, const QColor &color)
    {
        QTest::mouseClick(&find<QToolButton>(name), Qt::LeftButton);
        auto *asked = dialog->findChild<QColorDialog *>();
        asked->setCurrentColor(color);
        asked->accept();
        QTRY_VERIFY_WITH_TIMEOUT(!dialog->findChild<QColorDialog *>(), 30'000);
    }
    void type(QDoubleSpinBox &box, const char *value)
    {
        box.setFocus();
        box.selectAll();
        QTest::keyClicks(&box, value);
    }
    void press(QDialogButtonBox::StandardButton which)
    {
        QTest::mouseClick(find<QDialogButtonBox>("settings.buttons").button(which), Qt::LeftButton);
    }
    bool canApply()
    {
        return find<QDialogButtonBox>("settings.buttons")
            .button(QDialogButtonBox::Apply)
            ->isEnabled();
    }
    void defaults(const char *action)
    {
        auto *menu = find<QPushButton>("settings.defaults").menu();
        emit menu->aboutToShow();
        for (auto *each : menu->actions())
            if (each->objectName() == QLatin1String(action))
                each->trigger();
    }
    [[nodiscard]] ChartSettings shown() const { return settingsOf(bench.page()); }

    Bench &bench;
    QPointer<ChartProperties> dialog;
};

} // namespace agora::app
