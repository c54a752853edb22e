# The headers that nearly every file includes, compiled once for all targets instead of once a file: half the build time
# (BrowsePage.cpp 7.9 s against 3.6 s with gcc 12). orderdesk_precompiled(TARGET LIBRARY...) lets a target use them.
# Each file still includes what it uses: the presets no-gui and fuzz build without, and so does ORDERDESK_PRECOMPILED=OFF.
option(ORDERDESK_PRECOMPILED "Compile common headers once" OFF)

set(orderdesk_core_headers
    <algorithm> <array> <atomic> <chrono> <cstdint> <deque> <functional> <map> <memory> <mutex> <optional> <set> <span> <string>
    <string_view> <thread> <utility> <variant> <vector> <tl/expected.hpp>
    <QByteArray> <QCoreApplication> <QDateTime> <QDir> <QElapsedTimer> <QEvent> <QFile> <QHash> <QJsonArray> <QJsonDocument>
    <QJsonObject> <QList> <QLoggingCategory> <QMetaType> <QObject> <QPointer> <QRegularExpression> <QSet>
    <QString> <QStringList> <QTemporaryDir> <QThread> <QTimer> <QUrl>)
set(orderdesk_widget_headers
    <QAbstractTableModel> <QAction> <QApplication> <QBoxLayout> <QCheckBox> <QClipboard> <QComboBox> <QDialog> <QHeaderView> <QLabel> <QLineEdit>
    <QMainWindow> <QMenu> <QMessageBox> <QPainter> <QPlainTextEdit> <QPushButton> <QScrollBar> <QSettings> <QStackedWidget>
    <QTableView> <QTabWidget> <QToolBar> <QToolButton> <QWidget>)

function(orderdesk_precompiled_headers name)
    cmake_parse_arguments(arg "" "" "HEADERS;LIBRARIES;OPTIONS" ${ARGN})
    set(source ${CMAKE_BINARY_DIR}/precompiled/${name}.cpp)
    file(CONFIGURE OUTPUT ${source} CONTENT "// Only its precompiled header counts.\n")
    add_library(${name} OBJECT ${source})
    target_link_libraries(${name} PRIVATE orderdesk_config ${arg_LIBRARIES})
    target_compile_options(${name} PRIVATE ${arg_OPTIONS})
    target_precompile_headers(${name} PRIVATE ${arg_HEADERS})
endfunction()

# Called once, after the packages are found.
macro(orderdesk_precompile)
    if(ORDERDESK_PRECOMPILED)
        # ccache asks for this of gcc before it keeps what was compiled with such a header.
        if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
            add_compile_options(-fpch-preprocess)
        endif()
        orderdesk_precompiled_headers(orderdesk_precompiled_core HEADERS ${orderdesk_core_headers} LIBRARIES Qt6::Core tl::expected)
        orderdesk_precompiled_headers(orderdesk_precompiled_core_tests HEADERS ${orderdesk_core_headers}
            LIBRARIES Qt6::Core tl::expected OPTIONS ${orderdesk_test_options})
        if(ORDERDESK_GUI)
            orderdesk_precompiled_headers(orderdesk_precompiled_widgets
                HEADERS ${orderdesk_core_headers} ${orderdesk_widget_headers} LIBRARIES Qt6::Widgets tl::expected)
            orderdesk_precompiled_headers(orderdesk_precompiled_widgets_tests
                HEADERS ${orderdesk_core_headers} ${orderdesk_widget_headers} LIBRARIES Qt6::Widgets tl::expected
                OPTIONS ${orderdesk_test_options})
        endif()
    endif()
endmacro()

# With the widgets' headers where one of the libraries brings Qt Widgets; TESTS: for what is compiled as tests are.
function(orderdesk_precompiled target)
    cmake_parse_arguments(arg "TESTS" "" "" ${ARGN})
    if(NOT ORDERDESK_PRECOMPILED)
        return()
    endif()
    set(headers core)
    foreach(library Qt6::Widgets orderdesk_ui orderdesk_ui_samples)
        if(library IN_LIST ARGN)
            set(headers widgets)
        endif()
    endforeach()
    if(arg_TESTS)
        string(APPEND headers _tests)
    endif()
    target_precompile_headers(${target} REUSE_FROM orderdesk_precompiled_${headers})
endfunction()
