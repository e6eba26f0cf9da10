#pragma once

#include "app/look/look.h"
#include "app/main_window.h"
#include "tests/app/fake_engine.h"
#include "tests/app/window_eyes.h"

#include <QCoreApplication>
#include <QSettings>
#include <QTemporaryDir>

namespace agora::app {

/// A window on a scripted engine, with settings of its own.
struct Bench : WindowEyes {
    explicit Bench(const WindowOptions &options = {}, bool isConnected = true)
        : WindowEyes{window}
        , settings(folder.filePath("window.ini"), QSettings::IniFormat)
        , look(ThemeName::Dark)
        , window(engine, nullptr, look, settings, options)
    {
        window.show();
        if (isConnected) {
            engine.start();
            QCoreApplication::processEvents();
        }
    }

    QTemporaryDir folder;
    QSettings settings;
    FakeEngine engine;
    Look look;
    MainWindow window;
};

} // namespace agora::app
